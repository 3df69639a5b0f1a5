def read(path):
    with open(path) as book:
        return book.read().split()


def total(counts):
    return sum(counts)


def best_day(counts):
    return counts.index(max(counts)) + 1


def main():
    print("Reading the book of visitors ...")
    counts = read("visitors.txt")
    print("Visitors:", total(counts))
    print("Best day:", best_day(counts))


if __name__ == "__main__":
    main()
