"""Letters to the readers who do not come to the desk."""

LATE = {"Ben": 40, "Dora": 9}


def fine(days):
    """Give the fine in cents for a book that is so many days late."""
    return 20 * days


def in_euros(cents):
    """Give an amount as text."""
    return f"{cents / 100:.2f} euros"


for reader, days in LATE.items():
    print(f"Dear {reader}, your book is {days} days late. Please pay {in_euros(fine(days))}.")
