from pathlib import Path

BOOK = "visitors.txt"


def read(path=BOOK):
    return list(map(int, Path(path).read_text().split()))


def total(counts):
    result = 0
    for count in counts:
        result += count
    return result


def best_day(counts):
    best = max(range(len(counts)), key=counts.__getitem__)
    return best + 1


def main():
    print("Reading the book of visitors ...")
    counts = read()
    print(f"Visitors: {total(counts)}\nBest day: {best_day(counts)}")


if __name__ == "__main__":
    main()
