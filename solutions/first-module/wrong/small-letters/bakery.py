prices = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    return prices[item] * count


class order:
    def __init__(self):
        self.sum = 0

    def add(self, item, count):
        self.sum = self.sum + price(item, count)

    def total(self):
        return self.sum
