from mypackage.string_utils import shout


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def loud_sum(a, b):
    return shout(str(add(a, b)))
