import math

from .checks import check_positive


def circle_area(radius):
    check_positive(radius)
    return math.pi * radius ** 2
