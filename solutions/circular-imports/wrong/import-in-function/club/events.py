"""The evenings of the club."""

GUESTS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Ada Lovelace"]


def visits(name):
    """Give how often somebody was there."""
    from .members import tidy

    return GUESTS.count(tidy(name))
