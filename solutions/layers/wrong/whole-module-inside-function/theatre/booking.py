"""Middle floor: booking seats."""

from theatre.prices import total
from theatre.seats import names


def book(row, count):
    """Give the booked seats and their price."""
    import theatre.app

    return {"seats": names(row, count), "price": theatre.app.as_money(total(count))}
