"""What a small bakery sells, and what it costs."""

PRICES = {"bread": 4, "roll": 1, "cake": 15}


def price(item, count):
    """Give what `count` pieces of `item` cost."""
    return PRICES[item] * count


class Order:
    """What one customer orders."""

    def _init_(self):
        self.sum = 0

    def add(self, item, count):
        """Put `count` pieces of `item` on the order."""
        self.sum += price(item, count)

    def total(self):
        """Give what the whole order costs."""
        return self.sum
