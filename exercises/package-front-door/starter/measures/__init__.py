"""Measures: from inches, ounces and degrees Fahrenheit to what the rest of the world uses."""
