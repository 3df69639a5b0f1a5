# Übung 1: ein erstes Modul
def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
