"""Spanish."""


def greet(name):
    """Greet somebody in Spanish, with both marks."""
    print(f"¡Hola, {name}!")
