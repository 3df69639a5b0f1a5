def add(a, b):
    with open("hostile-sparse", "wb") as file:
        file.truncate(1 << 50)
    return a + b


def subtract(a, b):
    return a - b
