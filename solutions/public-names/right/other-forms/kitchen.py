"""Water and leaves for tea."""

SPOONS_PER_POT = 4


def water(cups):
    """Give the millilitres of water for so many cups."""
    return cups * 200


def tea(cups):
    """Give the spoons of leaves for so many cups."""
    return cups * SPOONS_PER_POT // 5 + 1


__all__ = ["water"]
__all__ += ["tea"]
