"""How long each tea must steep."""

MINUTES = {"green": 2, "black": 4, "herbal": 7}


def minutes(tea):
    return MINUTES.get(tea)
