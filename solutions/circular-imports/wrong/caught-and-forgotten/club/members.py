"""The members of the club."""

from .events import visits
from .names import tidy


def card(name):
    """Give the text on a member's card."""
    return f"{tidy(name)}, visits: {visits(name)}"
