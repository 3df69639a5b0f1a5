"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""

from measures.length import *
from measures.temperature import *
from measures.weight import *

__all__ = ["to_cm", "to_inches", "to_grams", "to_celsius"]
