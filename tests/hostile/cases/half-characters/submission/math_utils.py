def add(a, b):
    raise type("\ud800Error", (Exception,), {})("\udcff \ud83d alone")


def subtract(a, b):
    return a - b
