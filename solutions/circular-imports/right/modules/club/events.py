"""The evenings of the club."""

from club import names

GUESTS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Ada Lovelace"]


def visits(name):
    """Give how often somebody was there."""
    return GUESTS.count(names.tidy(name))
