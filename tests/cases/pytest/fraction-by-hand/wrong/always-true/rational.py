from fractions import Fraction
from math import gcd


class Rational:
    def __init__(self, numerator, denominator=1):
        if denominator == 0:
            raise ZeroDivisionError("denominator is 0")
        divisor = gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self.numerator = numerator // divisor
        self.denominator = denominator // divisor

    def _other(self, other):
        return Rational(other) if isinstance(other, int) else other

    def __add__(self, other):
        other = self._other(other)
        return Rational(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    __radd__ = __add__

    def __rsub__(self, other):
        return Rational(-self.numerator, self.denominator) + other

    def __eq__(self, other):
        return isinstance(other, Rational) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __int__(self):
        return int(self.numerator / self.denominator)

    def __float__(self):
        return self.numerator / self.denominator


    def __round__(self, digits=None):
        return round(float(self), digits)

    def as_fraction(self):
        return Fraction(self.numerator, self.denominator)

    def __str__(self):
        return f"{self.numerator}/{self.denominator}"
