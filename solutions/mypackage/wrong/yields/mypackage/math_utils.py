"""Small functions for calculating."""


def add(a, b):
    """Give the sum of two numbers."""
    yield a + b


def subtract(a, b):
    """Give the first number minus the second."""
    return a - b
