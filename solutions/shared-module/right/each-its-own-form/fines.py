PER_DAY = 20
FREE = 2
LONGEST = 30
LOST = 1000


def fine(days):
    if days <= FREE:
        return 0
    return days * PER_DAY if days <= LONGEST else LOST


def in_euros(cents):
    return "{}.{:02d} euros".format(*divmod(cents, 100))
