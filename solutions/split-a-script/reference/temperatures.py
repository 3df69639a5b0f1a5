"""Numbers about temperatures."""


def to_celsius(fahrenheit):
    """Give degrees Celsius for degrees Fahrenheit."""
    return (fahrenheit - 32) * 5 / 9


def average(values):
    """Give the average of a list of numbers."""
    return sum(values) / len(values)
