def greet(name):
    return "\ud800Hello\udfff, \0" + name
