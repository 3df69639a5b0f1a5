from math import ceil as _ceil

GRAMS_PER_CUP = 7
CENTS_PER_CUP = 80


def _grams(cups):
    return cups * GRAMS_PER_CUP


def _millilitres(cups):
    return cups * 120


def recipe(cups):
    return f"{_grams(cups)} g coffee, {_millilitres(cups)} ml water"


def price(cups):
    return _ceil(cups * CENTS_PER_CUP / 100)
