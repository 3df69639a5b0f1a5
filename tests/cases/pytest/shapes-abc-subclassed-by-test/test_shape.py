from abc import ABC

import pytest

from geometry.shape import Rectangle, Shape


class Triangle(Shape):
    """A shape of our own, to see that the base class does its part."""

    def __init__(self, base, height):
        super().__init__("triangle")
        self.base = base
        self.height = height

    def area(self):
        return self.base * self.height / 2


class Nothing(Shape):
    pass


def test_shape_is_abstract():
    assert issubclass(Shape, ABC)
    with pytest.raises(TypeError):
        Shape("thing")


def test_incomplete_subclass_is_abstract():
    with pytest.raises(TypeError):
        Nothing("nothing")


def test_own_subclass():
    triangle = Triangle(4, 3)
    assert triangle.name == "triangle"
    assert triangle.area() == 6
    assert isinstance(triangle, Shape)


def test_describe_uses_the_area_of_the_subclass():
    assert Triangle(4, 3).describe() == "triangle with area 6.0"
    assert Rectangle(2, 3).describe() == "rectangle with area 6"


def test_compare_areas():
    assert Triangle(4, 3).is_larger_than(Rectangle(1, 5))
    assert not Rectangle(1, 5).is_larger_than(Triangle(4, 3))
