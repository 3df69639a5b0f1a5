import greeting


def add(a, b):
    from math import fsum

    return int(fsum((a, b)))


def subtract(a, b):
    import math_utils

    return math_utils.add(a, -b)


def friendly(a, b):
    return greeting.greet(add(a, b))
