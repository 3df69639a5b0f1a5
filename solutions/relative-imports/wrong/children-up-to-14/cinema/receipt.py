"""Receipts."""

from . import tickets


def line(ages):
    """Give the line of the receipt for visitors of these ages."""
    return f"{len(ages)} tickets: {tickets.total(ages)} euros"
