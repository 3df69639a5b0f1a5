import importlib.util
import sys
from sys import path


def places():
    return [folder for folder in path]


def where(name: str):
    spec = importlib.util.find_spec(name)
    if spec is None:
        return None
    return spec.origin


def line(name):
    origin = where(name)
    if origin is None:
        origin = "not found"
    return "{}: {}".format(name, origin)


def main(arguments=None):
    _program, *names = arguments or sys.argv
    for name in names:
        print(line(name))


if __name__ == "__main__":
    main()
