"""Tickets for groups."""

from .prices import ticket


def total(ages):
    """Give the price of tickets for visitors of these ages."""
    return sum(ticket(age) for age in ages)
