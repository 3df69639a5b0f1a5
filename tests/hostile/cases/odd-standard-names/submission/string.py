letters = 5
