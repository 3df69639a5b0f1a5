def greet(name):
    return f"Hello, {name}!" if name else "Hello!"
