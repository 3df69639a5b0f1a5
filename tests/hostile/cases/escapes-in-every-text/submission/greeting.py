def greet(name):
    return '\x1b[32mHello, ' + name + '!\x1b[0m'
