from collections.abc import MutableMapping


class Inventory(MutableMapping):
    def __init__(self):
        self._stock = {}

    def __getitem__(self, name):
        return self._stock[name]

    def __setitem__(self, name, amount):
        if amount < 0:
            raise ValueError("stock cannot be negative")
        self._stock[name] = amount

    def __delitem__(self, name):
        del self._stock[name]

    def __iter__(self):
        return iter(self._stock)

    def __len__(self):
        return len(self._stock)
