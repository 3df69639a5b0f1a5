import time

time.sleep(0.7)

def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
