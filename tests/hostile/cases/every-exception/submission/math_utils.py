def add(a, b):
    raise GeneratorExit


def subtract(a, b):
    raise MemoryError
