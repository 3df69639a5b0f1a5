import pytest

from sequences import collatz, digits_root, steps_until


@pytest.mark.parametrize("start, expected", [(1, [1]), (6, [6, 3, 10, 5, 16, 8, 4, 2, 1])])
def test_collatz(start, expected):
    assert list(collatz(start)) == expected


def test_digits_root():
    assert digits_root(987) == 6
    assert digits_root(0) == 0


def test_steps_until():
    assert steps_until(lambda x: x > 100, 1, lambda x: x * 2) == 7


def test_no_steps():
    assert steps_until(lambda x: True, 1, lambda x: x) == 0


def test_gives_up():
    with pytest.raises(RuntimeError):
        steps_until(lambda x: False, 1, lambda x: x, limit=50)
