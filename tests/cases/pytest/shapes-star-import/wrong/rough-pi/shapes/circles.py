import math

from .checks import check_positive


def circle_area(radius):
    check_positive(radius)
    return 3.14 * radius ** 2
