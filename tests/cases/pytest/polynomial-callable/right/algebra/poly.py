from itertools import zip_longest
from numbers import Number


class Polynomial:
    def __init__(self, *coefficients):
        if not all(isinstance(c, Number) for c in coefficients):
            raise TypeError("coefficients are numbers")
        self.coefficients = coefficients

    def __call__(self, x):
        return sum(c * x ** power for power, c in enumerate(self.coefficients))

    def __iter__(self):
        return iter(self.coefficients)

    def __len__(self):
        return len(self.coefficients)

    def __add__(self, other):
        if isinstance(other, Number):
            other = Polynomial(other)
        return Polynomial(*(a + b for a, b in zip_longest(self, other, fillvalue=0)))

    __radd__ = __add__

    def __mul__(self, other):
        if isinstance(other, Number):
            other = Polynomial(other)
        result = [0] * (len(self) + len(other) - 1)
        for i, a in enumerate(self):
            for j, b in enumerate(other):
                result[i + j] += a * b
        return Polynomial(*result)

    __rmul__ = __mul__

    def __str__(self):
        terms = []
        for power, c in enumerate(self.coefficients):
            if c:
                terms.append(f"{c}" + ("" if power == 0 else "x" if power == 1 else f"x^{power}"))
        return " + ".join(terms)
