"""English."""

from greeter.plugins._format import sentence


def greet(name):
    """Greet somebody in English."""
    return sentence("Hello", name) + "!"
