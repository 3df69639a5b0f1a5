def add(a, b):
    raise KeyboardInterrupt


def subtract(a, b):
    return a - b
