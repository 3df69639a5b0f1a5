PRICES = {"tea": 2.0, "coffee": 3.5}


def main():
    total = 0
    while True:
        try:
            order = input("> ").strip().lower()
        except EOFError:
            break
        if order == "quit":
            break
        if order in PRICES:
            print(f"1 {order}")
            total += PRICES[order]
        else:
            print(f"We have no {order}.")
    print("Bye!")
    print(f"To pay: {total:.2f}")
