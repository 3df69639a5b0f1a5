"""Hens."""


def eggs(hens, days):
    """Give the number of eggs: one a day from each hen, which rests on every seventh day."""
    return hens * (days - days // 7)
