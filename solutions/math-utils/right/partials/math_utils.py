from functools import partial


def _combine(sign, first, second):
    return first + sign * second


add = partial(_combine, 1)
subtract = partial(_combine, -1)
