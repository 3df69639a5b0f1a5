"""The members of the club."""

from . import events


def tidy(name):
    """Give the name with single spaces and capital letters: `ada  lovelace` becomes `Ada Lovelace`."""
    return " ".join(name.split()).title()


def card(name):
    """Give the text on a member's card."""
    return f"{tidy(name)}, visits: {events.visits(name)}"
