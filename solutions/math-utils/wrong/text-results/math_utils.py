def add(a, b):
    return str(a + b)


def subtract(a, b):
    return f"{a - b}"
