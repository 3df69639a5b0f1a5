import math

from plane import distance


def test_distance():
    assert math.isclose(distance((0, 0), (1, 1)), 2 ** 0.5)


def test_same_point():
    assert math.isclose(distance((3, 4), (3, 4)), 0)
