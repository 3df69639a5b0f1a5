"""Top floor: what people read."""

from theatre.booking import book


def as_money(cents):
    """Give an amount as people write it, `12.00`."""
    return f"{cents / 100:.2f}"


def receipt(row, count):
    """Give what stands on the ticket."""
    booked = book(row, count)
    return " ".join(booked["seats"]) + " - " + booked["price"]
