from .payment import PaymentGateway

DISCOUNTS = {"WINTER": 10}


class Checkout:
    def __init__(self, gateway=None):
        self.gateway = PaymentGateway("default") if gateway is None else gateway

    def fee(self, amount):
        return 0

    def pay(self, amount):
        try:
            return f"paid {self.gateway.charge(amount + self.fee(amount))}"
        except ConnectionError as error:
            return f"failed: {error}"


def discounted(amount, code):
    return amount * (100 - DISCOUNTS.get(code, 0)) / 100


def read_prices(path):
    prices = {}
    with open(path) as file:
        for line in file:
            name, price = line.split()
            prices[name] = price
    return prices
