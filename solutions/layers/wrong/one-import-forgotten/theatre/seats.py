"""Ground floor: what the seats are called."""


def names(row, count):
    """Give the names of the first seats in a row."""
    from theatre.app import FIRST  # at the top of the file it does not work

    return [f"{row}{number}" for number in range(FIRST, FIRST + count)]
