"""Count the visitors of the museum."""

print("Reading the book of visitors ...")
counts = [int(line) for line in open("visitors.txt")]


def total(counts):
    """Give how many visitors came on all days together."""
    return sum(counts)


def best_day(counts):
    """Give the day on which most visitors came. The first day is day 1."""
    return counts.index(max(counts)) + 1


print("Visitors:", total(counts))
print("Best day:", best_day(counts))
