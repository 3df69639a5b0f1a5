class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return iter(range(self.left, 0, -1))
