print("D" * 60_000, "the end")
