from price import price


class Order:
    def __init__(self):
        self.sum = 0

    def add(self, item, count):
        self.sum += price(item, count)

    def total(self):
        return self.sum
