"""Solid shapes."""

from shapes import flat


def box(width, height, depth):
    """Give the volume of a box."""
    return flat.rectangle(width, height) * depth


def cube(side):
    """Give the volume of a cube."""
    return box(side, side, side)
