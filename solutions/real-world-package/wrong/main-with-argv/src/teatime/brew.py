"""How long each tea must steep."""

MINUTES = {"green": 2, "black": 4, "herbal": 7}


def minutes(tea):
    if tea not in MINUTES:
        raise ValueError(f"There is no tea called {tea}.")
    return MINUTES[tea]
