import sys


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


def add(a, b):
    print(f"adding {a} and {b}")
    print("thinking...", file=sys.stderr)
    assert count(900) == 900
    return a + b


def subtract(a, b):
    return a - b
