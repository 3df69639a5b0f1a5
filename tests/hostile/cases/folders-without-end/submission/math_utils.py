"""Whoever cleans up behind this must not follow, recurse or be locked out."""

import functools
import os


def dig(depth):
    for level in range(depth):
        name = "hostile-%d" % (level % 10)
        os.mkdir(name)
        os.chdir(name)
        if level % 100 == 0:
            os.symlink("/", "everything")
            os.symlink(".", "itself")
            os.symlink("/etc/passwd", "secret")
            os.mkfifo("pipe")


@functools.cache
def leave():
    start = os.getcwd()
    dig(1000)
    os.chdir(start)
    for number in range(100):
        os.symlink(os.path.abspath(__file__), "hostile-link-%d" % number)
    os.mkdir("hostile-closed")
    os.mkdir("hostile-closed/inside")
    os.chmod("hostile-closed", 0)


def add(a, b):
    leave()
    return a + b


def subtract(a, b):
    return a - b
