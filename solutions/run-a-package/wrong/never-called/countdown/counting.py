"""The steps of a countdown."""


def steps(start):
    """Give the numbers from start down to 1, and then the word."""
    return [*range(start, 0, -1), "Go!"]
