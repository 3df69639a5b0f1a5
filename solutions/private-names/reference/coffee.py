"""Recipes for the coffee machine."""

from math import ceil as _ceil

_GRAMS_PER_CUP = 7
_CENTS_PER_CUP = 80


def _grams(cups):
    """Give the coffee that has to be weighed."""
    return cups * _GRAMS_PER_CUP


def _millilitres(cups):
    """Give the water that has to be poured in."""
    return cups * 120


def recipe(cups):
    """Give what is needed for so many cups, as a text."""
    return f"{_grams(cups)} g coffee, {_millilitres(cups)} ml water"


def price(cups):
    """Give the price in whole euros, rounded up."""
    return _ceil(cups * _CENTS_PER_CUP / 100)
