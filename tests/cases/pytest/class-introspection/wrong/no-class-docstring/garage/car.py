class Car:

    def __init__(self, model, fuel=0):
        self.model = model
        self.fuel = fuel

    @classmethod
    def from_dict(cls, data):
        return cls(data["model"], data.get("fuel", 0))

    def refuel(self, litres):
        self.fuel += litres

    def drive(self, km):
        self.fuel -= km * 5 / 100
        return self.fuel
