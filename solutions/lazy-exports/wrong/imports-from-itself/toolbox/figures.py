"""Small functions for lists of numbers."""


def mean(values):
    """Give the sum of all values, divided by how many there are."""
    return sum(values) / len(values)


def median(values):
    """Give the value in the middle; between two of them, their mean."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
