def countdown(start):
    numbers = [str(number) for number in range(start, 0, -1)]
    print(" ".join([*numbers, "Lift-off!"]))


def main():
    countdown(int(input()))


if __name__ == "__main__":
    main()
