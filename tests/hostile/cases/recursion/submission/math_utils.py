def add(a, b):
    return add(b, a)


def subtract(a, b):
    return a - b
