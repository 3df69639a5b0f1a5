class Inventory:
    def __init__(self, stock):
        self.stock = dict(stock)

    def take(self, name):
        self.stock[name] -= 1
