from statistics import mean


def to_celsius(fahrenheit):
    return (fahrenheit - 32) / 1.8


def average(values):
    return mean(values)
