"""Garden beds and what fits into them."""


def area(length, width):
    """Give the area of a bed in square metres."""
    return length * width


def plants(length, width):
    """Give the number of plants for a bed: four in each square metre."""
    return 4 * length * width
