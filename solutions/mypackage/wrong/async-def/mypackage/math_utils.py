"""Small functions for calculating."""


async def add(a, b):
    """Give the sum of two numbers."""
    return a + b


def subtract(a, b):
    """Give the first number minus the second."""
    return a - b
