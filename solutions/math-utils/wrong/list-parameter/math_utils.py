def add(numbers):
    return numbers[0] + numbers[1]


def subtract(a, b):
    return a - b
