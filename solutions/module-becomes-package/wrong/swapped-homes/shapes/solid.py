"""Solid shapes."""

from .flat import box, rectangle


def square(side):
    """Give the area of a square."""
    return rectangle(side, side)


def cube(side):
    """Give the volume of a cube."""
    return box(side, side, side)
