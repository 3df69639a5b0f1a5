"""The report of the weather station, all in one script."""

READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}


def to_celsius(fahrenheit):
    """Give degrees Celsius for degrees Fahrenheit."""
    return (fahrenheit - 32) * 5 / 9


def average(values):
    """Give the average of a list of numbers."""
    return sum(values) / len(values)


def line(day, readings):
    """Give one line of the report. The readings are in degrees Fahrenheit."""
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"


for day, readings in READINGS.items():
    print(line(day, readings))
