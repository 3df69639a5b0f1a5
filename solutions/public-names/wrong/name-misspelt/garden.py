from math import ceil

__all__ = ["seed", "water"]

LITRES_PER_BED = 12


def packets(grams):
    return ceil(grams / 50)


def water(beds):
    return beds * LITRES_PER_BED


def seeds(beds):
    return packets(beds * 30)
