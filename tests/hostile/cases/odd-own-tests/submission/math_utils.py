def add(a, b):
    """The sum.

    >>> add(5, 3)
    8
    """
    return a + b


def subtract(a, b):
    return a - b


if __name__ == "__main__":
    import doctest

    doctest.testmod()
