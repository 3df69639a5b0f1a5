print("Score: 13 of 13")
