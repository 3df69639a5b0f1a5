"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""

from measures.length import to_cm, to_inches
from measures.temperature import to_celsius
from measures.weight import to_grams

__all__ = [to_cm, to_inches, to_grams, to_celsius]
