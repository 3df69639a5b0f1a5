def greet(name):
    return '\0\x0b\x0c\x1f\x7f\ufffe\uffff' + name
