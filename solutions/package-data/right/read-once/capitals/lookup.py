"""Look up capitals; the file is read when the module is imported."""

from importlib import resources

_TABLE = {}
with resources.files(__package__).joinpath("countries.txt").open(encoding="utf-8") as _lines:
    for _line in _lines:
        _country, _, _capital = _line.strip().partition(";")
        _TABLE[_country] = _capital


def capital_of(country):
    """Give the capital of a country."""
    return _TABLE[country]


def countries():
    """Give all countries in alphabetical order."""
    return sorted(_TABLE)
