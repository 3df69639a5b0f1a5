"""Greetings. Half the school writes `from greetings import hello`."""


def hello(name):
    return "Hello, " + name + "!"
