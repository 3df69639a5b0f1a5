import functools


def logged(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def times(count):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(*args):
            for _ in range(count):
                result = function(*args)
            return result

        return wrapper

    return decorator


class Counted:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@logged
@times(3)
def add(a, b):
    return a + b


@Counted
@functools.lru_cache(maxsize=None)
def subtract(a, b):
    return a - b
