"""Ground floor: what the seats are called."""

FIRST = 1
"""number of the first seat in a row"""


def names(row, count):
    """Give the names of the first seats in a row."""
    return [f"{row}{number}" for number in range(FIRST, FIRST + count)]
