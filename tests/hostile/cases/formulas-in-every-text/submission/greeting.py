def greet(name):
    return '@SUM(1+1)*' + name
