from arithmetic import plus as add
from arithmetic import negated


def subtract(a, b):
    return add(a, negated(b))
