import sys

sys.path.append("/home/me/python")


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
