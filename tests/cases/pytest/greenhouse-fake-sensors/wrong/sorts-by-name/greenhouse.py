class Greenhouse:
    def __init__(self, sensor, window):
        self.sensor = sensor
        self.window = window
        self.readings = []
        self.errors = []

    def check(self):
        try:
            value = self.sensor.read()
        except OSError as error:
            self.errors.append(str(error))
            return
        self.readings.append(value)
        self.window.is_open = value > 25


def average(sensors):
    values = [sensor.read() for sensor in sensors]
    return sum(values) / len(values)


def wettest(pots):
    return max(pots)
