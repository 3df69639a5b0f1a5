import sys

from countdown import counting


def main(arguments):
    start = 3
    if arguments:
        start = int(arguments[0])
    print(*counting.steps(start), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
