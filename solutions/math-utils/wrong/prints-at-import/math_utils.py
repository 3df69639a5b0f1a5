def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


print(add(5, 3))
print(subtract(10, 4))
