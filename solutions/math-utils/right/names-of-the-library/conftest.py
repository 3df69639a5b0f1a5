raise RuntimeError("only for my own tests")
