import pytest

from roots import root


def test_root_of_two():
    assert abs(root(2) - 1.41421356) < 1e-6


def test_root_of_nine():
    assert abs(3 - root(9)) <= 1e-9


def test_approx():
    assert root(10) == pytest.approx(3.16227766)


def test_is_a_float():
    assert isinstance(root(4), float)
    assert root(4) == 2.0
