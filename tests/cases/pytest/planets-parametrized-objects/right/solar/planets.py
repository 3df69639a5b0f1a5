class Planet:
    def __init__(self, name, mass, moons=0):
        if mass <= 0:
            raise ValueError("mass must be positive")
        self.name = name
        self.mass = mass
        self.moons = moons

    def __str__(self):
        ending = "" if self.moons == 1 else "s"
        return f"{self.name} ({self.moons} moon{ending})"


EARTH = Planet("Earth", 5.97, moons=1)
MARS = Planet("Mars", 0.64, moons=2)
PLANETS = [EARTH, MARS]


def heavier(first, second):
    return first if first.mass >= second.mass else second
