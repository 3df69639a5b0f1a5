class Money:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return self.value + (other.value if isinstance(other, Money) else other)

    __radd__ = __add__
