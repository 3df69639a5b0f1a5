"""Greetings. Half the school writes `from greetings import hello`."""


def hello(name):
    return "Hello, " + name + "!"


def german(name):
    return "Hallo, " + name + "!"


def french(name):
    return "Bonjour, " + name + "!"
