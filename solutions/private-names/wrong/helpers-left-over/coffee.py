from math import ceil as _ceil

_GRAMS_PER_CUP = 7
_CENTS_PER_CUP = 80


def _grams(cups):
    return cups * _GRAMS_PER_CUP


def _millilitres(cups):
    return cups * 120


def recipe(cups):
    return f"{cups * _GRAMS_PER_CUP} g coffee, {cups * 120} ml water"


def price(cups):
    return _ceil(cups * _CENTS_PER_CUP / 100)
