print("the old script")
