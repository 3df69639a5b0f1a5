import sys
from pathlib import Path


def places():
    return list(sys.path)


def where(name):
    for folder in sys.path:
        file = Path(folder) / f"{name}.py"
        if file.exists():
            return str(file)
    return None


def main():
    for name in sys.argv[1:]:
        print(f"{name}: {where(name) or 'not found'}")


if __name__ == "__main__":
    main()
