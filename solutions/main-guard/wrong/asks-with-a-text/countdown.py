"""Count down to the lift-off of a rocket."""


def countdown(start):
    """Give the countdown from `start` as a text."""
    numbers = [str(number) for number in range(start, 0, -1)]
    return " ".join([*numbers, "Lift-off!"])


def main():
    """Read one number and print its countdown."""
    start = int(input("Start at: "))
    print(countdown(start))


if __name__ == "__main__":
    main()
