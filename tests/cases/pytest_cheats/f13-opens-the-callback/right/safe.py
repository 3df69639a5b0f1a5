def crack(opens):
    return next(code for code in range(100) if opens(code))
