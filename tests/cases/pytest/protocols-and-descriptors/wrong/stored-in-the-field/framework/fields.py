class Integer:
    def __init__(self, low=None):
        self.low = low

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(self, "value", 0)

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.name} must be an int")
        if self.low is not None and value < self.low:
            raise ValueError(f"{self.name} is less than {self.low}")
        self.value = value
