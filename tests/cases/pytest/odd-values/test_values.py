import math

import pytest

from values import (
    average,
    factorial,
    flatten,
    identity,
    longest_key,
    nothing,
    polar,
    repeat,
)


@pytest.mark.parametrize(
    "value",
    [0, -0.0, 1.5, True, None, "", "äöü€😀", b"\x00\xff", (), (1, (2, [3])), {1: {2: 3}}, {(1, 2): "pair"}, 2**100, 3 + 4j],
)
def test_comes_back_as_it_was(value):
    result = identity(value)
    assert result == value
    assert type(result) is type(value)


def test_large_numbers():
    assert factorial(30) == math.factorial(30)
    assert len(str(factorial(300))) == 615


def test_special_floats():
    assert math.isnan(average([]))
    assert average([float("inf"), 1]) == math.inf
    assert math.copysign(1, identity(-0.0)) == -1


def test_complex():
    assert polar(1j) == pytest.approx((1.0, math.pi / 2))


def test_none():
    assert nothing() is None
    assert nothing(1, key=2) is None


def test_flatten():
    assert flatten([1, [2, [3, (4,)]], "ab"]) == [1, 2, 3, 4, "ab"]


def test_tuples_as_keys():
    assert longest_key({(1, 2): "a", (1, 2, 3): "b"}) == (1, 2, 3)


def test_large_text():
    text = repeat("abc", 50_000)
    assert len(text) == 150_000
    assert text.endswith("abc")
