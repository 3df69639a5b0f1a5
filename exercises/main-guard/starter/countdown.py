"""Count down to the lift-off of a rocket."""


def countdown(start):
    """Give the countdown from `start` as a text."""
    numbers = [str(number) for number in range(start, 0, -1)]
    return " ".join([*numbers, "Lift-off!"])


start = int(input())
print(countdown(start))
