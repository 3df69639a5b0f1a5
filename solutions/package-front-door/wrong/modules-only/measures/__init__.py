"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""

from measures import length, temperature, weight

__all__ = ["to_cm", "to_inches", "to_grams", "to_celsius"]
