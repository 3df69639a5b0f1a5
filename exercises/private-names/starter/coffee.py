"""Recipes for the coffee machine."""

from math import ceil

GRAMS_PER_CUP = 7
CENTS_PER_CUP = 80


def grams(cups):
    """Give the coffee that has to be weighed."""
    return cups * GRAMS_PER_CUP


def millilitres(cups):
    """Give the water that has to be poured in."""
    return cups * 120


def recipe(cups):
    """Give what is needed for so many cups, as a text."""
    return f"{grams(cups)} g coffee, {millilitres(cups)} ml water"


def price(cups):
    """Give the price in whole euros, rounded up."""
    return ceil(cups * CENTS_PER_CUP / 100)
