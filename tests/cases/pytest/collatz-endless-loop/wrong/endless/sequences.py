def collatz(number):
    yield number
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        yield number


def digits_root(number):
    while number > 9:
        number = sum(int(digit) for digit in str(number))
    return number


def steps_until(done, value, step, limit=1000):
    steps = 0
    while not done(value):

        value = step(value)
        steps += 1
    return steps
