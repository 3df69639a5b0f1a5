"""The members of the club."""

from . import events, names


def card(name):
    """Give the text on a member's card."""
    return f"{names.tidy(name)}, visits: {events.visits(name)}"
