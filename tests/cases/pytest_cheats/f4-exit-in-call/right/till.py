def change(given, price):
    return given - price
