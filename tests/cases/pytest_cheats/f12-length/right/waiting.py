class Queue:
    def __init__(self):
        self.names = []

    def join(self, name):
        self.names.append(name)

    def serve(self):
        return self.names.pop(0)

    def __len__(self):
        return len(self.names)
