from mypackage import numbers_utils


def add(a, b):
    return numbers_utils.plus(a, b)


def subtract(a: int, b: int) -> int:
    return add(a, -b)
