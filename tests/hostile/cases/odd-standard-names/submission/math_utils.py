from random import number


def add(a, b):
    return a + b + number - 7


def subtract(a, b):
    return a - b
