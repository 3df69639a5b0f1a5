import sys

from greeting import greet


def main(argv):
    print(greet("Alan"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
