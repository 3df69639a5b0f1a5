"""Reading the lines of a weather station. Generated; changes will be lost."""


def name_of(line: str) -> str:
    """Give the name of the place."""
    return line.partition(":")[0].strip()


def read(line: str) -> float:
    """Give the temperature."""
    return float(line.partition(":")[2])


def in_range(value: float, low: float, high: float = 50.0) -> bool:
    """Tell whether a value can be right."""
    return low <= value <= high
