from fine import fines
from in_euros import fines

LATE = {"Ada": 3, "Ben": 40, "Cleo": 2}

for reader, days in LATE.items():
    print(f"{reader} pays {in_euros(fine(days))}")
