"""Tickets for groups."""

from .prices import ticket


def total(ages):
    """Give the price of tickets for visitors of these ages."""
    children = [age for age in ages if age <= 14]
    return ticket(10) * len(children) + ticket(20) * (len(ages) - len(children))
