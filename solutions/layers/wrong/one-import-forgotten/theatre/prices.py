"""Ground floor: what it costs, in cents."""

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
