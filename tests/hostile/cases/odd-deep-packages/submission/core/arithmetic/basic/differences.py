from ...arithmetic.basic import sums
from core.arithmetic.basic.sums import add as plus

__all__ = ["subtract"]


def subtract(a, b):
    return plus(a, -b)
