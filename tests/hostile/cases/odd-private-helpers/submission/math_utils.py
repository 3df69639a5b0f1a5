import contextlib
import itertools

__author__ = "Ada"
__version__ = "1.0"
__all__ = ("subtract", "add")


@contextlib.contextmanager
def _carefully():
    try:
        yield iter(())
    finally:
        pass


def _maker(sign):
    memory = {}

    def inner(a, b):
        with _carefully():
            return memory.setdefault((a, b), sum(itertools.chain([a], (sign * each for each in [b]))))

    inner.__name__ = inner.__qualname__ = "nameless"
    inner.__module__ = "somewhere.else"
    return inner


add, subtract = _maker(1), _maker(-1)
del _maker
