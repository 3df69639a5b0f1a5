"""Look up capitals in the package's own data file."""

from importlib.resources import files


def _table():
    """Give the countries with their capitals, as they stand in the file."""
    text = files("capitals").joinpath("countries.txt").read_text(encoding="utf-8")
    return dict(line.split(";") for line in text.splitlines())


def capital_of(country):
    """Give the capital of a country; KeyError where the file does not have it."""
    return _table()[country]


def countries():
    """Give the names of all countries in alphabetical order."""
    return list(_table())
