VOLUME = 5
THEME = "light"


def describe(volume=VOLUME, theme=THEME):
    return f"volume {volume}, {theme}"


def louder():
    global VOLUME
    VOLUME = min(10, VOLUME + 1)
