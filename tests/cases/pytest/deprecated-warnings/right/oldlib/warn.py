import functools
import warnings


def deprecated(new):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            warnings.warn(f"{function.__name__} is old, use {new}", DeprecationWarning, stacklevel=2)
            return function(*args)

        return wrapper

    return decorate
