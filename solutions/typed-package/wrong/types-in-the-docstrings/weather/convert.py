"""Converting and showing temperatures."""


def to_fahrenheit(celsius):
    """Give the same temperature in degrees Fahrenheit.

    celsius: float, returns: float
    """
    return celsius * 9 / 5 + 32


def is_freezing(celsius):
    """Tell whether water freezes."""
    return celsius <= 0


def label(degrees, unit="C"):
    """Give the temperature as people write it, `21.5 °C`."""
    return f"{degrees:.1f} °{unit}"
