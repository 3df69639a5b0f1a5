"""Tickets for groups."""

from .prices import ticket as price


def total(ages):
    """Give the price of tickets for visitors of these ages."""
    result = 0
    for age in ages:
        result += price(age)
    return result
