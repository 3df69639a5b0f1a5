from .helpers import bang


def shout(text):
    return bang(text.upper())
