import math_utils


def greet(name):
    return f"Hello, {name}!"


def greet_sum(a, b):
    return greet(math_utils.add(a, b))
