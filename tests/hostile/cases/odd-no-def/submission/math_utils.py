import functools
import operator

add = operator.add


def difference(order, a, b):
    return order * (a - b)


globals()["subtract"] = functools.partial(difference, 1)
