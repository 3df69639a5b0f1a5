"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""


CM_PER_INCH = 2.54


def to_cm(inches):
    """Give a length in centimetres."""
    return inches * CM_PER_INCH


def to_inches(cm):
    """Give a length in inches."""
    return cm / CM_PER_INCH



def rounded(number):
    """Give the number with three digits behind the point."""
    return round(number, 3)


def to_grams(ounces):
    """Give a weight in grams."""
    return rounded(ounces * 28.35)



def to_celsius(fahrenheit):
    """Give a temperature in degrees Celsius."""
    return (fahrenheit - 32) * 5 / 9


__all__ = ["to_cm", "to_inches", "to_grams", "to_celsius"]
