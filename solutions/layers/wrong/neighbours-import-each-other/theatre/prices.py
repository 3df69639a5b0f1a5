"""Ground floor: what it costs, in cents."""

from theatre import seats

SINGLE = 1200
CHEAPER = 1000
GROUP = 5
"""from so many seats on it is cheaper"""


def total(count):
    """Give the price of so many seats."""
    return count * (CHEAPER if count >= GROUP else SINGLE)


def as_money(cents):
    """Give an amount as people write it, `12.00`."""
    return f"{cents / 100:.2f}"


def ticket(row):
    """Give the first seat of a row with its price."""
    return seats.names(row, 1)[0] + " " + as_money(SINGLE)
