import pytest

from shapes import area


@pytest.mark.parametrize("width, height, expected", [(2, 3, 6), (1, 1, 1), (0, 5, 0)])
def test_area(width, height, expected):
    assert area(width, height) == expected


def test_negative():
    with pytest.raises(ValueError):
        area(-1, 2)
