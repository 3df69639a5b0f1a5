"""Count the visitors of the museum."""


def read(path):
    """Give the numbers in a file, one for each line."""
    with open(path) as book:
        return [int(line) for line in book]


def total(counts):
    """Give how many visitors came on all days together."""
    return sum(counts)


def best_day(counts):
    """Give the day on which most visitors came. The first day is day 1."""
    return counts.index(max(counts)) + 1


def main():
    """Read the book of visitors and print what is in it."""
    print("Reading the book of visitors ...")
    counts = read("visitors.txt")
    print("Visitors:", total(counts))
    print("Best day:", best_day(counts))


if __name__ == "__main__":
    main()
