def add(a, b):
    while True:
        yield a + b


def subtract(a, b):
    return a - b
