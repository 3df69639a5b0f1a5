"""Flat shapes."""


def rectangle(width, height):
    """Give the area of a rectangle."""
    return width * height


def square(side):
    """Give the area of a square."""
    return rectangle(side, side)
