def add(a, b):
    return float(a) + float(b)


def subtract(a, b):
    return a - b
