"""What a ticket costs."""


def ticket(age):
    """Give the price of one ticket in euros: children below 14 pay less."""
    if age < 14:
        return 6
    return 10
