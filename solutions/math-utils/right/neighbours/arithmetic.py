def plus(a, b):
    return a + b


def negated(number):
    return -number
