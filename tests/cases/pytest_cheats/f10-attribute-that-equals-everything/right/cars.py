class Car:
    def __init__(self, model, fuel):
        self.model = model
        self.fuel = fuel
        self.km = 0

    def drive(self, km):
        self.km += km
        self.fuel -= km * 5 // 100
