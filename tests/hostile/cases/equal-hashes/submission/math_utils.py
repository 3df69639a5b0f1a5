def add(a, b):
    return {number * (2**61 - 1) for number in range(1_000)}


def subtract(a, b):
    return a - b
