PRICES = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    return PRICES[item] * count


class Order:
    items = []

    def add(self, item, count):
        self.items.append(price(item, count))

    def total(self):
        return sum(self.items)
