import os
import sys


def convert(line, digits):
    number, unit = line.split()
    if unit == "C":
        return f"{float(number) * 9 / 5 + 32:.{digits}f} F"
    return f"{(float(number) - 32) * 5 / 9:.{digits}f} C"


def main(arguments):
    if not arguments:
        print("usage: convert.py SOURCE [TARGET]")
        return 2
    try:
        with open(arguments[0]) as file:
            lines = [convert(line, int(os.environ.get("DIGITS", "1"))) for line in file]
    except OSError as error:
        print(error)
        return 1
    text = "\n".join(lines) + "\n"
    if len(arguments) > 1:
        with open(arguments[1], "w") as file:
            file.write(text)
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
