class Calculator:
    def __init__(self):
        self.memory = None

    def add(self, a, b):
        self.memory = a + b
        return self.memory

    def divide(self, a, b):
        self.memory = a / b
        return self.memory
