"""Weights."""


def rounded(number):
    """Give the number with three digits behind the point."""
    return round(number, 3)


def to_grams(ounces):
    """Give a weight in grams."""
    return rounded(ounces * 28.35)
