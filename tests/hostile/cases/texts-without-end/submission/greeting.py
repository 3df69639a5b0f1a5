def greet(name):
    return 'C' * 200_000
