class Calculator:
    def __init__(self):
        self.memory = 0

    def add(self, a, b):
        self.memory = a + b
        return self.memory

    def divide(self, a, b):
        self.memory = a / b if b else float("inf")
        return self.memory
