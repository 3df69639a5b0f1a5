def add(a, b):
    return 10**200_000


def subtract(a, b):
    return a - b
