import math


def area(radius):
    return math.pi * radius**2


def title():
    return "shapes"


def checked(number):
    if number < 0:
        raise ValueError("negative")
    return number


def ordered(things):
    return sorted(things)


def order(things):
    things.sort()


def count(text):
    return {letter: text.count(letter) for letter in text}


def pair(first, second):
    return first, second
