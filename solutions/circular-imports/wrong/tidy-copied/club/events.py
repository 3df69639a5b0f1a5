"""The evenings of the club."""

GUESTS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Ada Lovelace"]


def visits(name):
    """Give how often somebody was there."""
    return GUESTS.count(tidy(name))


def tidy(name):
    """Give the name with single spaces and capital letters: `ada  lovelace` becomes `Ada Lovelace`."""
    return " ".join(name.split()).title()
