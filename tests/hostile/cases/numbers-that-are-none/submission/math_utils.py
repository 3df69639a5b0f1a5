def add(a, b):
    return float("nan")


def subtract(a, b):
    return [float("inf"), {"score": float("-inf")}]
