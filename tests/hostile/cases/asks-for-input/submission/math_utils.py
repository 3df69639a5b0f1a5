def add(a, b):
    return int(input("How much is that? "))


def subtract(a, b):
    return a - b
