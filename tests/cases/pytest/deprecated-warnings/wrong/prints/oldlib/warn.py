import functools
import warnings


def deprecated(new):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            print(f"{function.__name__} is old, use {new}")
            return function(*args)

        return wrapper

    return decorate
