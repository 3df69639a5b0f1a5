from math import ceil

__all__ = ["seeds", "water"]

def _packets(grams):
    return ceil(grams / 50)


def water(beds):
    return beds * 12


def seeds(beds):
    return _packets(beds * 30)
