from prices import PRICES


def price(item, count):
    return PRICES[item] * count
