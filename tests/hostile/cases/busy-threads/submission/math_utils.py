import os
import threading


def spin():
    while True:
        pass


for _ in range(3):
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as name:
            name.write("hostile-spin")
        spin()
for _ in range(2):
    threading.Thread(target=spin, daemon=True).start()


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
