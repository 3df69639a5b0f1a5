"""Middle floor: booking seats."""

from .prices import total
from .rules import as_money
from .seats import names


def book(row, count):
    """Give the booked seats and their price."""
    return {"seats": names(row, count), "price": as_money(total(count))}
