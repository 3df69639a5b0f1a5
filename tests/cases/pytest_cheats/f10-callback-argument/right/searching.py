def find(check):
    for number in range(100):
        if check(number):
            return number
    return None
