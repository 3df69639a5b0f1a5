"""Tickets for groups."""

from .prices import ticket


def total(ages):
    """Give the price of tickets for visitors of these ages."""
    result = 0
    for age in ages:
        result = result + ticket(age)
        return result
