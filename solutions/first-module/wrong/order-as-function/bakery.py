PRICES = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    return PRICES[item] * count


def Order():
    def __init__(self):
        self.sum = 0

    def add(self, item, count):
        self.sum += price(item, count)

    def total(self):
        return self.sum
