"""add is right, and leaves a process behind that nobody asked for."""

import os
import time

left = []


def leave_daemon():
    ready, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open("/proc/self/comm", "w") as name:
                name.write("hostile-daemon")
            os.write(tell, b"x")
            os.closerange(0, 256)
            while True:
                time.sleep(1)
        os._exit(0)
    os.wait()
    os.read(ready, 1)
    left.append("a daemon")


def add(a, b):
    if not left:
        leave_daemon()
    return a + b


def subtract(a, b):
    return a - b
