class Step:
    def __init__(self):
        self.calls = 0

    def __call__(self, value):
        self.calls += 1
        return self.process(value)

    def process(self, value):
        raise NotImplementedError


def run(value, steps):
    for step in reversed(steps):
        value = step(value)
    return value
