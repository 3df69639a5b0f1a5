"""Converting and showing temperatures."""

from __future__ import annotations


def to_fahrenheit(celsius: float) -> float:
    """Give the same temperature in degrees Fahrenheit."""
    return celsius * 9 / 5 + 32


def is_freezing(celsius: float) -> bool:
    """Tell whether water freezes."""
    return celsius <= 0


def label(degrees: float, unit: str = "C") -> str:
    """Give the temperature as people write it, `21.5 °C`."""
    return f"{degrees:.1f} °{unit}"
