import ctypes


def add(a, b):
    return ctypes.string_at(0)


def subtract(a, b):
    return a - b
