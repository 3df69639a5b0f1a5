def primes():
    return [n for n in range(2, 500) if all(n % d for d in range(2, n))]


def evens(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number
