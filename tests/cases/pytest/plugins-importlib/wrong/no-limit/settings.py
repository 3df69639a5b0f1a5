VOLUME = 5
THEME = "light"


def describe():
    return f"volume {VOLUME}, {THEME}"


def louder():
    global VOLUME
    VOLUME = VOLUME + 1
