import sys
from importlib import import_module


def places():
    return list(sys.path)


def where(name):
    try:
        module = import_module(name)
    except ModuleNotFoundError:
        return None
    return getattr(module, "__file__", "built-in")


def main():
    for name in sys.argv[1:]:
        print(f"{name}: {where(name) or 'not found'}")


if __name__ == "__main__":
    main()
