def add(a, b):
    print(a + b)


def subtract(a, b):
    print(a - b)
