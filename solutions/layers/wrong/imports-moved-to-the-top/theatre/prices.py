"""Ground floor: what it costs, in cents."""

from theatre.booking import GROUP

SINGLE = 1200
CHEAPER = 1000


def total(count):
    """Give the price of so many seats."""
    return count * (CHEAPER if count >= GROUP else SINGLE)
