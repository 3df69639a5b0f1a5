from fines import fine as cost
from fines import in_euros

LATE = {"Ben": 40, "Dora": 9}

for reader in LATE:
    amount = in_euros(cost(LATE[reader]))
    print(f"Dear {reader}, your book is {LATE[reader]} days late. Please pay {amount}.")
