print("my notes about json")
