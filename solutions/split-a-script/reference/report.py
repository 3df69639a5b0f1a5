"""Words for the readings of a day."""

from temperatures import average, to_celsius


def line(day, readings):
    """Give one line of the report. The readings are in degrees Fahrenheit."""
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"
