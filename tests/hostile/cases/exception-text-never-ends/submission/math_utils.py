class Endless(BaseException):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def add(a, b):
    raise Endless


def subtract(a, b):
    return a - b
