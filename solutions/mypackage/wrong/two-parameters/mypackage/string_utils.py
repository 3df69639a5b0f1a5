def shout(text, mark):
    return text.upper() + mark
