import threading

lock = threading.Lock()


def add(a, b):
    with lock, lock:
        return a + b


def subtract(a, b):
    return a - b
