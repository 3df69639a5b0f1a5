"""Tickets for groups."""

from .prices import ticket


def ticket(age):
    if age < 14:
        return 6
    return 10


def total(ages):
    """Give the price of tickets for visitors of these ages."""
    return sum(ticket(age) for age in ages)
