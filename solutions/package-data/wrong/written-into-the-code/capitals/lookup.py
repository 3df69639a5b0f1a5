"""Look up capitals."""

CAPITALS = {
    "Brazil": "Brasília",
    "Canada": "Ottawa",
    "France": "Paris",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Norway": "Oslo",
}


def capital_of(country):
    """Give the capital of a country."""
    return CAPITALS[country]


def countries():
    """Give all countries."""
    return sorted(CAPITALS)
