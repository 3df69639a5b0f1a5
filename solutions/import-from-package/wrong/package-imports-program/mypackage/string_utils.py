import main


def shout(text):
    return text.upper() + "!"


def shout_twice(text):
    return shout(text) * main.double(1)
