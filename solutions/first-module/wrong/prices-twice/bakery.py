PRICES = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    if item == "bread":
        return 4 * count
    elif item == "roll":
        return 1 * count
    else:
        return 15 * count


class Order:
    def __init__(self):
        self.sum = 0

    def add(self, item, count):
        self.sum = self.sum + price(item, count)

    def total(self):
        return self.sum
