import math

import pytest

from shapes import *


def test_circle_area():
    assert circle_area(2) == pytest.approx(4 * math.pi)


def test_square_area():
    assert square_area(3) == 9


def test_constant_is_exported():
    assert UNIT == "cm"


def test_helper_is_not_exported():
    with pytest.raises(NameError):
        check_positive(3)


def test_all_is_sorted_out():
    import shapes

    assert sorted(shapes.__all__) == ["UNIT", "circle_area", "square_area"]
