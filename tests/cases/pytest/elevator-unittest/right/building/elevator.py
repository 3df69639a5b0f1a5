class OutOfRange(ValueError):
    pass


class Elevator:
    def __init__(self, top):
        self.top = top
        self.floor = 0
        self.target = None

    def call(self, floor):
        if not 0 <= floor <= self.top:
            raise OutOfRange(f"floor {floor} is not between 0 and {self.top}")
        self.target = floor

    def stop(self):
        self.target = None

    def step(self):
        if self.target is not None:
            self.floor += (self.target > self.floor) - (self.target < self.floor)
        return self.floor

    def run(self):
        while self.target is not None and self.floor != self.target:
            self.step()
