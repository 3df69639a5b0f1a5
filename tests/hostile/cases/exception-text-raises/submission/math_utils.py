class Broken(Exception):
    def __str__(self):
        raise Broken("again")

    __repr__ = __str__


def add(a, b):
    raise Broken


def subtract(a, b):
    return a - b
