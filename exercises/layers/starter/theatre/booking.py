"""Middle floor: booking seats."""

from theatre.prices import total
from theatre.seats import names

GROUP = 5
"""from so many seats on it is cheaper"""


def book(row, count):
    """Give the booked seats and their price."""
    from theatre.app import as_money  # at the top of the file it does not work

    return {"seats": names(row, count), "price": as_money(total(count))}
