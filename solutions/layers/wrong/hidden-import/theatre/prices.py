"""Ground floor: what it costs, in cents."""

import importlib

SINGLE = 1200
CHEAPER = 1000


def total(count):
    """Give the price of so many seats."""
    group = importlib.import_module("theatre.booking").GROUP
    return count * (CHEAPER if count >= group else SINGLE)


def as_money(cents):
    """Give an amount as people write it, `12.00`."""
    return f"{cents / 100:.2f}"
