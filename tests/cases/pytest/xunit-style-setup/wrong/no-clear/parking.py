import math


class Full(Exception):
    pass


class ParkingLot:
    def __init__(self, size, price=0):
        self.size = size
        self.price = price
        self.cars = set()

    @property
    def free(self):
        return self.size - len(self.cars)

    def __contains__(self, plate):
        return plate in self.cars

    def park(self, plate):
        if not self.free:
            raise Full(plate)
        self.cars.add(plate)

    def leave(self, plate):
        self.cars.remove(plate)


    def price_of(self, minutes):
        return math.ceil(minutes / 60) * self.price
