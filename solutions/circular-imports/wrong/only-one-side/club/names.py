"""Names of people."""


def tidy(name):
    """Give the name with single spaces and capital letters: `ada  lovelace` becomes `Ada Lovelace`."""
    return " ".join(name.split()).title()
