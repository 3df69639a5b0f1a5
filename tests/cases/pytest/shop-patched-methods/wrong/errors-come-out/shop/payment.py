class PaymentGateway:
    def __init__(self, key):
        self.key = key

    def charge(self, amount):
        raise ConnectionError("there is no network in this exercise")
