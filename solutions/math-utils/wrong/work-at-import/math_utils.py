def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


# try it out with all numbers
number = 1
while number > 0:
    number = add(number, 1)
