def root(number):
    return number ** 0.5
