first = int(input("First number: "))
second = int(input("Second number: "))


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


print(add(first, second))
