"""Ground floor: what it costs, in cents."""

SINGLE = 1200
CHEAPER = 1000


def total(count):
    """Give the price of so many seats."""
    from theatre.booking import GROUP  # at the top of the file it does not work

    return count * (CHEAPER if count >= GROUP else SINGLE)
