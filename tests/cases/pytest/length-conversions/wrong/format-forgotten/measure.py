import math


class Length:
    def __init__(self, metres):
        self.metres = metres

    def __add__(self, other):
        return Length(self.metres + other.metres)

    def __str__(self):
        return f"{self.metres} m"

    def __repr__(self):
        return f"Length({self.metres!r})"


    def __int__(self):
        return int(self.metres)

    def __float__(self):
        return float(self.metres)

    def __complex__(self):
        return complex(self.metres)

    def __index__(self):
        return int(self.metres)

    def __abs__(self):
        return Length(abs(self.metres))

    def __round__(self, digits=None):
        return round(self.metres, digits)

    def __floor__(self):
        return math.floor(self.metres)

    def __bool__(self):
        return self.metres != 0

    def __eq__(self, other):
        return isinstance(other, Length) and self.metres == other.metres

    def __hash__(self):
        return hash(self.metres)
