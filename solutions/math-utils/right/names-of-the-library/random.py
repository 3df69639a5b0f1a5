print("Guess my number!")
