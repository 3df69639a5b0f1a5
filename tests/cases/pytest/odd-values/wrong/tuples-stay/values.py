import cmath


def identity(value):
    return value


def factorial(number):
    result = 1
    for factor in range(2, number + 1):
        result *= factor
    return result


def average(numbers):
    return sum(numbers) / len(numbers) if numbers else float("nan")


def polar(number):
    return cmath.polar(number)


def nothing(*args, **kwargs):
    pass


def flatten(items):
    flat = []
    for item in items:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


def longest_key(mapping):
    return max(mapping, key=len)


def repeat(text, times):
    return text * times
