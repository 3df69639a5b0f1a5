def add(a, b):
    return [float("nan"), float("inf"), -float("inf"), complex("nan"), 10**4_000, {float("nan"): -0.0}]


def subtract(a, b):
    return a - b
