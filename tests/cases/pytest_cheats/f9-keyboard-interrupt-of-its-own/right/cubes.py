def cube(number):
    return number ** 3
