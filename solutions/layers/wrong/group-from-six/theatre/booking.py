"""Middle floor: booking seats."""

from theatre.prices import as_money, total
from theatre.seats import names


def book(row, count):
    """Give the booked seats and their price."""
    return {"seats": names(row, count), "price": as_money(total(count))}
