def fine(days):
    return 20 * days


def in_euros(cents):
    return f"{cents / 100:.2f} euros"
