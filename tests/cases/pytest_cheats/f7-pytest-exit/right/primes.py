def is_prime(number):
    return number > 1 and all(number % d for d in range(2, number))
