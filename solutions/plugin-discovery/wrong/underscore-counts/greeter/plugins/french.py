"""French."""

from greeter.plugins._format import sentence


def greet(name):
    """Greet somebody in French, with the space that belongs before the mark."""
    return sentence("Bonjour", name) + " !"
