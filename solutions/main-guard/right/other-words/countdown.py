import sys


def main(lines=None):
    first = next(iter(lines or sys.stdin))
    print(countdown(int(first)))
    return 0


def countdown(start):
    if start == 0:
        return "Lift-off!"
    return f"{start} {countdown(start - 1)}"


if "__main__" == __name__:
    sys.exit(main())
