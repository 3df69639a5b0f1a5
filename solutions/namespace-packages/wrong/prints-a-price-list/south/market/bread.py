"""What bread costs, in cents."""

from market import fruit

PRICES = {"loaf": 250, "roll": 35}


def price(kind):
    """Give the price of one piece; KeyError for a bread that is not sold."""
    return PRICES[kind]


def sandwich(kind):
    """Give the price of two rolls and one fruit."""
    return 2 * price("roll") + fruit.price(kind)


print("loaf", price("loaf"))
