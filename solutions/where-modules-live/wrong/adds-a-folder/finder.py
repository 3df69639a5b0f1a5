import sys
from importlib.util import find_spec

sys.path.append("modules")


def places():
    return list(sys.path)


def where(name):
    spec = find_spec(name)
    return spec.origin if spec else None


def main():
    for name in sys.argv[1:]:
        print(f"{name}: {where(name) or 'not found'}")


if __name__ == "__main__":
    main()
