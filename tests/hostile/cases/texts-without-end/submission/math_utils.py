print("one line\n" * 6_000 + "the last line")

def add(a, b):
    raise ValueError("the start " + "B" * 10_000_000 + " the end")


def subtract(a, b):
    return a - b
