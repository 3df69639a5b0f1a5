from collections.abc import MutableMapping


class Inventory:
    def __init__(self):
        self._stock = {}

    def __getitem__(self, name):
        return self._stock[name]

    def __setitem__(self, name, amount):
        if amount < 0:
            raise ValueError("stock cannot be negative")
        if amount == 0:
            self._stock.pop(name, None)
        else:
            self._stock[name] = amount

    def get(self, name, default=None):
        return self._stock.get(name, default)

    def keys(self):
        return self._stock.keys()

    def values(self):
        return self._stock.values()

    def items(self):
        return self._stock.items()

    def __delitem__(self, name):
        del self._stock[name]

    def __iter__(self):
        return iter(self._stock)

    def __len__(self):
        return len(self._stock)
