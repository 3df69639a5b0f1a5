"""Spanish."""


def greet(name):
    """Greet somebody in Spanish, with both marks."""
    return f"¡Hola, {name}!"
