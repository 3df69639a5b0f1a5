"""Flat shapes."""


def rectangle(width, height):
    """Give the area of a rectangle."""
    return width * height


def box(width, height, depth):
    """Give the volume of a box."""
    return rectangle(width, height) * depth
