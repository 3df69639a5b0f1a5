def add(a, b):
    return "8" * 40_000_000


def subtract(a, b):
    return a - b
