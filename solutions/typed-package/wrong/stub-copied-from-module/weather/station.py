"""Reading the lines of a weather station. Generated; changes will be lost."""


def name_of(line):
    """Give the name of the place."""
    return line.partition(":")[0].strip()


def read(line):
    """Give the temperature."""
    return float(line.partition(":")[2])


def in_range(value, low, high=50.0):
    """Tell whether a value can be right."""
    return low <= value <= high
