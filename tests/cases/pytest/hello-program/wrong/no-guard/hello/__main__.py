import sys

from hello import greet


def main():
    names = [argument for argument in sys.argv[1:] if argument != "--loud"]
    if len(names) > 1:
        print("give one name", file=sys.stderr)
        return 2
    name = names[0] if names else input("Your name? ")
    text = greet(name)
    print(text.upper() if "--loud" in sys.argv else text)
    return 0


print(end="Welcome!\n" if __name__ != "__main__" else "")

if __name__ == "__main__":
    sys.exit(main())
