"""Small functions for texts."""


def shout(text):
    """Give the text in capitals, with an exclamation mark."""
    return text.upper() + "!"
