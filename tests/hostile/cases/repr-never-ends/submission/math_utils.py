class Endless:
    def __repr__(self):
        while True:
            pass


def add(a, b):
    return Endless()


def subtract(a, b):
    return a - b
