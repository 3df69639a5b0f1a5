import sys
from importlib.util import find_spec


def places():
    return list(sys.path)


def where(name):
    spec = find_spec(name)
    print(spec.origin if spec else "not found")


def main():
    for name in sys.argv[1:]:
        print(name, end=": ")
        where(name)


if __name__ == "__main__":
    main()
