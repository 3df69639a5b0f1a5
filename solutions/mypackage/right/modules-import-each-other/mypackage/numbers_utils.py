import mypackage.math_utils


def plus(a, b):
    return a + b


def minus(a, b):
    return mypackage.math_utils.subtract(a, b)
