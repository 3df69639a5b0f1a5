class Cart:
    def __init__(self):
        self.prices = []

    def add(self, name, price):
        self.prices.append(price)

    def total(self):
        return sum(self.prices)
