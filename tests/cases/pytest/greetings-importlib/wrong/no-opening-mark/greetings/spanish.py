def greet(name):
    return f"Hola, {name}!"
