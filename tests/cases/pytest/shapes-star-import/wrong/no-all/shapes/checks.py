def check_positive(number):
    if number <= 0:
        raise ValueError("must be positive")
