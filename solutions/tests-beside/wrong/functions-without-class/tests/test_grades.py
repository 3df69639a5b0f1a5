"""Tests of the module grades."""

from scores.grades import average, passed


def test_average():
    assert average([10, 20, 60]) == 30
    assert average([1, 2]) == 1.5
    assert average([]) == 0.0


def test_passed():
    assert passed([50])
    assert not passed([49])
    assert not passed([0, 90])
    assert not passed([60], limit=70)
