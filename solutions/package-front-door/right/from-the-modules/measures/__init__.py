"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""

from measures import length, temperature, weight

to_cm = length.to_cm
to_inches = length.to_inches
to_grams = weight.to_grams
to_celsius = temperature.to_celsius

__all__ = ["to_celsius", "to_grams"]
__all__ += ["to_cm", "to_inches"]
