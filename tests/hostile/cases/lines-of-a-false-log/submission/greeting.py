def greet(name):
    return '{name!r:>{width}} %(name)s' + name
