from math import ceil

GRAMS_PER_CUP = 7
CENTS_PER_CUP = 80
__all__ = ["price", "recipe"]


def grams(cups):
    return cups * GRAMS_PER_CUP


def millilitres(cups):
    return cups * 120


def recipe(cups):
    return f"{grams(cups)} g coffee, {millilitres(cups)} ml water"


def price(cups):
    return ceil(cups * CENTS_PER_CUP / 100)
