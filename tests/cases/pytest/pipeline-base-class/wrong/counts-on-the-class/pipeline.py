class Step:
    calls = 0
    def __call__(self, value):
        Step.calls += 1
        return self.process(value)

    def process(self, value):
        raise NotImplementedError


def run(value, steps):
    for step in steps:
        value = step(value)
    return value
