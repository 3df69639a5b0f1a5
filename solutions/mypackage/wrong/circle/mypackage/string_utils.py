from mypackage.math_utils import add


def shout(text):
    return text.upper() + "!"


def count_letters(first, second):
    return add(len(first), len(second))
