print("Welcome to my package!")
