from temperatures import average, to_celsius
from weather import READINGS


def line(day, readings):
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"


def report():
    return [line(day, readings) for day, readings in READINGS.items()]
