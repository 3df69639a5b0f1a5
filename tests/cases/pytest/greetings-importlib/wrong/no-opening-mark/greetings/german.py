def greet(name):
    return f"Hallo, {name}!"
