import random
import string

import pytest

from secretbox.password import generate, strength


@pytest.fixture(autouse=True)
def seeded():
    random.seed(2024)


@pytest.mark.parametrize("length", [4, 8, 50])
def test_length(length):
    assert len(generate(length)) == length


def test_only_letters_and_digits():
    assert set(generate(500)) <= set(string.ascii_letters + string.digits)


def test_all_kinds_appear():
    for _ in range(50):
        password = generate(4)
        assert any(c.islower() for c in password)
        assert any(c.isupper() for c in password)
        assert any(c.isdigit() for c in password)


def test_two_passwords_differ():
    assert generate(20) != generate(20)


def test_seed_makes_it_repeatable():
    assert generate(10, seed=7) == generate(10, seed=7)
    assert generate(10, seed=7) != generate(10, seed=8)


def test_too_short():
    with pytest.raises(ValueError, match="at least 3"):
        generate(2)


def test_strength():
    assert strength("abc") == "weak"
    assert strength("abcDEF123") == "strong"
