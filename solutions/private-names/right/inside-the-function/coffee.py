def _grams(cups):
    return 7 * cups


def _millilitres(cups):
    return 120 * cups


def recipe(cups):
    coffee, water = _grams(cups), _millilitres(cups)
    return "%d g coffee, %d ml water" % (coffee, water)


def price(cups):
    from math import ceil

    return ceil(0.8 * cups)
