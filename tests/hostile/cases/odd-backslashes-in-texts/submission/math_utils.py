import re

PATTERN = "\d+\.\d*"
PATH = "C:\Python\module"


def add(a, b):
    if a is 0:
        return b
    assert (re.match(PATTERN, "1.5"), "always true")
    return a + b


def subtract(a, b):
    return a - b
