from math import ceil

_GRAMS_PER_CUP = 7
_CENTS_PER_CUP = 80


def _grams(cups):
    return cups * _GRAMS_PER_CUP


def _millilitres(cups):
    return cups * 120


def recipe(cups):
    return f"{_grams(cups)} g coffee, {_millilitres(cups)} ml water"


def price(cups):
    return ceil(cups * _CENTS_PER_CUP / 100)
