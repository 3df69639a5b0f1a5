import pytest

from vectors import Vector


@pytest.fixture
def v():
    return Vector(1, 2)


def test_add_and_subtract(v):
    assert v + Vector(3, 4) == Vector(4, 6)
    assert v - Vector(1, 1) == Vector(0, 1)
    assert v + Vector(3, 4) != Vector(4, 7)


def test_times_number(v):
    assert (v * 3).x == 3
    assert (v * 3).y == 6


def test_number_times(v):
    assert (3 * v).y == 6


def test_sum_starts_at_zero():
    total = sum([Vector(1, 1), Vector(2, 2), Vector(3, 3)])
    assert (total.x, total.y) == (6, 6)


def test_negative_and_abs():
    assert (-Vector(3, 4)).x == -3
    assert abs(Vector(3, 4)) == 5.0


def test_in_place(v):
    w = v
    w += Vector(1, 1)
    assert (w.x, w.y) == (2, 3)
    assert (v.x, v.y) == (1, 2)


def test_add_text(v):
    with pytest.raises(TypeError):
        v + "x"
    with pytest.raises(TypeError):
        [1] + v


def test_repr(v):
    assert repr(v) == "Vector(1, 2)"
