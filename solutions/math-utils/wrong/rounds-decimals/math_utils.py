def add(a, b):
    return int(a + b)


def subtract(a, b):
    return a - b
