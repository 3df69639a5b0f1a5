import logging

log = logging.getLogger("shop.audit")


def buy(name, amount):
    if amount > 100:
        print("large order:", amount, name)
    elif amount:
        log.info("bought %d %s", amount, name)


class Audit:
    def __init__(self):
        self.counts = {}
        self.amounts = []

    def add(self, name, amount):
        if amount < 0:
            raise ValueError(f"{amount} is less than nothing")
        self.counts[name] = self.counts.get(name, 0) + amount
        self.amounts.append(amount)

    def names(self):
        return list(self.counts)

    def average(self):
        return sum(self.amounts) / len(self.amounts)
