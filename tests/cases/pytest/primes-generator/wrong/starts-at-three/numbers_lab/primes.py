def primes():
    found = []
    number = 3
    while True:
        if all(number % prime for prime in found):
            found.append(number)
            yield number
        number += 1


def evens(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number
