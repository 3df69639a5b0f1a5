class Thermostat:
    def __init__(self):
        self.value = None
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        self._listeners = [known for known in self._listeners if known != listener]

    def set(self, value):
        if value == self.value:
            return
        self.value = value
        for listener in self._listeners:
            listener(value)
