def greet(name):
    return f"Hello, {name}!"


WHAT_FOLLOWS = """
