"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""

from length import to_cm, to_inches
from temperature import to_celsius
from weight import to_grams

__all__ = ["to_cm", "to_inches", "to_grams", "to_celsius"]
