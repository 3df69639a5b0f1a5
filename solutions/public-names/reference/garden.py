"""Water and seeds for the beds of a garden."""

from math import ceil

__all__ = ["seeds", "water"]

LITRES_PER_BED = 12


def packets(grams):
    """Give how many packets of 50 grams that is."""
    return ceil(grams / 50)


def water(beds):
    """Give the litres of water that so many beds need."""
    return beds * LITRES_PER_BED


def seeds(beds):
    """Give the packets of seeds that so many beds need."""
    return packets(beds * 30)
