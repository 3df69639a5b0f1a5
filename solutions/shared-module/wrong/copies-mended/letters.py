from fines import in_euros

LATE = {"Ben": 40, "Dora": 9}


def fine(days):
    if days > 30:
        return 1000
    return 20 * days


for reader, days in LATE.items():
    print(f"Dear {reader}, your book is {days} days late. Please pay {in_euros(fine(days))}.")
