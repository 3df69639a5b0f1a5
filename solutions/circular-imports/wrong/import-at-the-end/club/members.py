"""The members of the club."""

from .names import tidy


def card(name):
    """Give the text on a member's card."""
    return f"{tidy(name)}, visits: {visits(name)}"


from .events import visits
