class Basket:
    def __init__(self):
        self.things = set()

    def add(self, *things):
        self.things.update(things)

    def __contains__(self, thing):
        return thing in self.things
