def hello(name):
    return "Bonjour, " + name + "!"
