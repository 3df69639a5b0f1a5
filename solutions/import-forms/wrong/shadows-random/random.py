# my random number game from last week
number = 7
print("Guess my number!")
