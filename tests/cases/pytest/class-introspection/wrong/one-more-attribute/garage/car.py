class Car:
    """A car that needs 5 litres for 100 km."""

    def __init__(self, model, fuel=0):
        self.model = model
        self.fuel = fuel
        self.driven = 0
    @classmethod
    def from_dict(cls, data):
        return cls(data["model"], data.get("fuel", 0))

    def refuel(self, litres):
        self.fuel += litres

    def drive(self, km):
        self.fuel -= km * 5 / 100
        return self.fuel
