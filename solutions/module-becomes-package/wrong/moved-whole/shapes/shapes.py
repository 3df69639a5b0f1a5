"""Areas and volumes of shapes."""

UNIT = "cm"


def rectangle(width, height):
    """Give the area of a rectangle."""
    return width * height


def square(side):
    """Give the area of a square."""
    return rectangle(side, side)


def box(width, height, depth):
    """Give the volume of a box."""
    return rectangle(width, height) * depth


def cube(side):
    """Give the volume of a cube."""
    return box(side, side, side)
