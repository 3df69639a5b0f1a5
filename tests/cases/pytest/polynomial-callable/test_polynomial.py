from collections.abc import Callable, Hashable, Iterable, Sequence, Sized

import pytest

from algebra.poly import Polynomial


@pytest.fixture
def p():
    """1 + 2x + 3x^2"""
    return Polynomial(1, 2, 3)


def test_call(p):
    assert p(0) == 1
    assert p(2) == 17
    assert callable(p)


def test_kinds(p):
    assert isinstance(p, Callable)
    assert isinstance(p, Iterable)
    assert isinstance(p, Sized)
    assert isinstance(p, Hashable)
    assert not isinstance(p, Sequence)


def test_add_polynomials_and_numbers(p):
    assert (p + Polynomial(1)).coefficients == (2, 2, 3)
    assert (p + 1).coefficients == (2, 2, 3)
    assert (1 + p).coefficients == (2, 2, 3)
    assert sum([p, p], Polynomial()).coefficients == (2, 4, 6)


def test_multiply(p):
    assert (p * Polynomial(0, 1)).coefficients == (0, 1, 2, 3)
    assert (2 * p).coefficients == (2, 4, 6)


def test_iteration(p):
    assert list(p) == [1, 2, 3]
    assert len(p) == 3
    assert max(p) == 3
    a, b, c = p
    assert (a, b, c) == (1, 2, 3)


def test_text(p):
    assert str(p) == "1 + 2x + 3x^2"
    assert str(Polynomial(0, 1)) == "1x"


def test_used_as_a_function(p):
    assert list(map(p, [0, 1, 2])) == [1, 6, 17]
    assert sorted([2, 0, 1], key=p) == [0, 1, 2]
    assert min(range(-3, 4), key=Polynomial(0, 2, 1)) == -1


def test_bad_coefficient():
    with pytest.raises(TypeError):
        Polynomial(1, "x")
