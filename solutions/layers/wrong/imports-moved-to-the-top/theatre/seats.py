"""Ground floor: what the seats are called."""

from theatre.app import FIRST


def names(row, count):
    """Give the names of the first seats in a row."""
    return [f"{row}{number}" for number in range(FIRST, FIRST + count)]
