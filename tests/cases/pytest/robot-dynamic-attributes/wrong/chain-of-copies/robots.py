class Settings:
    def __init__(self, **values):
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name):
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"no setting {name!r}") from None

    def __setattr__(self, name, value):
        self._values[name] = value

    def __delattr__(self, name):
        del self._values[name]

    def names(self):
        return list(self._values)


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Robot:
    def __init__(self, name):
        self.name = name
        self.position = Point(0, 0)
        self.settings = Settings()

    def right(self, steps):
        other = Robot(self.name)
        other.position = Point(self.position.x + steps, self.position.y)
        return other

    def up(self, steps):
        self.position.y += steps
        return self

    def where(self):
        return f"{self.name} is at {self.position.x}, {self.position.y}"
