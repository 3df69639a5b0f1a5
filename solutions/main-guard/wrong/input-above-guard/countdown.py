def countdown(start):
    numbers = [str(number) for number in range(start, 0, -1)]
    return " ".join([*numbers, "Lift-off!"])


start = int(input())


def main():
    print(countdown(start))


if __name__ == "__main__":
    main()
