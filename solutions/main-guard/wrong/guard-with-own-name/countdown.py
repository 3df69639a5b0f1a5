def countdown(start):
    numbers = [str(number) for number in range(start, 0, -1)]
    return " ".join([*numbers, "Lift-off!"])


def main():
    start = int(input())
    print(countdown(start))


if __name__ == "countdown":
    main()
