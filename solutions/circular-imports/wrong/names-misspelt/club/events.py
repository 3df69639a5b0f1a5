"""The evenings of the club."""

from .name import tidy

GUESTS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Ada Lovelace"]


def visits(name):
    """Give how often somebody was there."""
    return GUESTS.count(tidy(name))
