"""Solid shapes."""

from .flat import rectangle


def box(width, height, depth):
    """Give the volume of a box."""
    return rectangle(width, height) * depth


def cube(side):
    """Give the volume of a cube."""
    return box(side, side, side)
