"""Look up capitals; the file is read when the module is imported."""

from importlib import resources

_TABLE = {}
for _line in resources.files(__package__).joinpath("countries.txt").read_text(encoding="utf-8").splitlines():
    _country, _, _capital = _line.partition(";")
    _TABLE[_country] = _capital


def capital_of(country):
    """Give the capital of a country."""
    return _TABLE[country]


def countries():
    """Give all countries in alphabetical order."""
    return sorted(_TABLE)
