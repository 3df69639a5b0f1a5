VOLUME = 5
THEME = "light"


def describe():
    return f"volume {VOLUME}, {THEME}"


def louder():
    global VOLUME
    VOLUME = min(10, VOLUME + 1)
