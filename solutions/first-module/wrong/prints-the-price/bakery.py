PRICES = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    print(PRICES[item] * count)


class Order:
    def __init__(self):
        self.lines = []

    def add(self, item, count):
        self.lines.append((item, count))

    def total(self):
        result = 0
        for item, count in self.lines:
            result += PRICES[item] * count
        return result
