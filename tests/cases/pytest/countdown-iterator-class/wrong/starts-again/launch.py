class Countdown:
    def __init__(self, start):
        self.left = self.start = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left <= 0:
            self.left = self.start
            raise StopIteration
        self.left -= 1
        return self.left + 1
