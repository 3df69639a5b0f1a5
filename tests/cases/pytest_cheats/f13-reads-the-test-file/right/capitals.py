CAPITALS = {"France": "Paris", "Peru": "Lima"}


def capital(country):
    return CAPITALS[country]
