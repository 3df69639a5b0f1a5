from fines import fine, in_euros

LATE = {"Ben": 40, "Dora": 9}

for reader, days in LATE.items():
    print(f"Dear {reader}, your book is {days} days late. Please pay {in_euros(fine(days))}.")
