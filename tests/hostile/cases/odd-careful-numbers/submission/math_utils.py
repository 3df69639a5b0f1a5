from decimal import Decimal
from fractions import Fraction


class Number(int):
    def __add__(self, other):
        return Number(int(self) + int(other))

    def __eq__(self, other):
        return int(self) == int(other)

    __hash__ = int.__hash__


def add(a, b):
    return int(Number(a) + Number(b))


def subtract(a, b):
    return int(Fraction(a) - Fraction(Decimal(b)))
