from fines import fine, in_euros

LATE = {"Ada": 3, "Ben": 40, "Cleo": 2}

for reader, days in LATE.items():
    fine = fine(days)
    print(f"{reader} pays {in_euros(fine)}")
