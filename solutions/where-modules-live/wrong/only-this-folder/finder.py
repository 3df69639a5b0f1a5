import sys
import os


def places():
    return list(sys.path)


def where(name):
    if name in sys.builtin_module_names:
        return "built-in"
    for ending in (".py", "/__init__.py"):
        if os.path.exists(name + ending):
            return os.path.abspath(name + ending)
    return None


def main():
    for name in sys.argv[1:]:
        print(f"{name}: {where(name) or 'not found'}")


if __name__ == "__main__":
    main()
