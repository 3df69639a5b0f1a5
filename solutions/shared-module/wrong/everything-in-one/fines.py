LATE = {"Ada": 3, "Ben": 40, "Cleo": 2}


def fine(days):
    if days <= 2:
        return 0
    if days > 30:
        return 1000
    return 20 * days


def in_euros(cents):
    return f"{cents / 100:.2f} euros"


for reader, days in LATE.items():
    print(f"{reader} pays {in_euros(fine(days))}")
