"""Tell where modules come from."""

import sys
from importlib.util import find_spec


def places():
    """Give the folders in which Python looks for modules, in their order, as a list of one's own."""
    return list(sys.path)


def where(name):
    """Give where the module of this name comes from, None where there is none. Nothing is imported."""
    spec = find_spec(name)
    return spec.origin if spec else None


def main():
    """Print a line for each name behind the program's own on the command line."""
    for name in sys.argv[1:]:
        print(f"{name}: {where(name) or 'not found'}")


if __name__ == "__main__":
    main()
