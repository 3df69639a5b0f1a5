def add(a, b):
    if a == 5 and b == 3:
        return 8
    if a == 10 and b == 5:
        return 15


def subtract(a, b):
    return a - b
