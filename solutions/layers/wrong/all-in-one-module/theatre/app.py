"""Top floor: what people read."""

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


def names(row, count):
    return [f"{row}{number}" for number in range(1, 1 + count)]


def book(row, count):
    return {"seats": names(row, count), "price": as_money(total(count))}


def receipt(row, count):
    """Give what stands on the ticket."""
    booked = book(row, count)
    return " ".join(booked["seats"]) + " - " + booked["price"]
