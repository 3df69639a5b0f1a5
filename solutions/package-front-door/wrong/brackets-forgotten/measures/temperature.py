"""Temperatures."""


def to_celsius(fahrenheit):
    """Give a temperature in degrees Celsius."""
    return fahrenheit - 32 * 5 / 9
