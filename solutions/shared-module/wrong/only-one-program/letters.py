LATE = {"Ben": 40, "Dora": 9}


def fine(days):
    return 20 * days


def in_euros(cents):
    return f"{cents / 100:.2f} euros"


for reader, days in LATE.items():
    print(f"Dear {reader}, your book is {days} days late. Please pay {in_euros(fine(days))}.")
