class Cart:
    def add(self, name, price):
        pass

    def total(self):
        return None
