PRICES = {"bread": 4, "roll": 1, "cake": 15}
