__all__ = ["tea", "water"]

SPOONS_PER_POT = 4


def water(cups):
    return cups * 200


def tea(cups):
    return cups * SPOONS_PER_POT // 5 + 1
