def countdown(start):
    numbers = [str(number) for number in range(start, 0, -1)]
    return " ".join([*numbers, "Lift-off!"])


if __name__ == "__main__":

    def main():
        start = int(input())
        print(countdown(start))

    main()
