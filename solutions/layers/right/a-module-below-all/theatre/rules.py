"""What all floors agree on; imports nothing."""

FIRST = 1
GROUP = 5


def as_money(cents):
    return f"{cents / 100:.2f}"
