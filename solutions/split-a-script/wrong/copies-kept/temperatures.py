def to_celsius(fahrenheit):
    return (fahrenheit - 32) * 5 / 9


def average(values):
    return sum(values) / len(values)
