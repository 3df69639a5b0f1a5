"""Top floor: what people read."""

from theatre.booking import book


def receipt(row, count):
    """Give what stands on the ticket."""
    booked = book(row, count)
    return " ".join(booked["seats"]) + " - " + booked["price"]
