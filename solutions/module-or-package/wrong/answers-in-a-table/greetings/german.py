def hello(name):
    return "Hallo, " + name + "!"
