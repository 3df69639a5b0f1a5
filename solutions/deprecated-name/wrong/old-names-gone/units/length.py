"""Converting lengths."""

KILOMETRES_IN_A_MILE = 1.609344


def kilometres_to_miles(kilometres):
    """Give the miles of so many kilometres."""
    return kilometres / KILOMETRES_IN_A_MILE


def miles_to_kilometres(miles):
    """Give the kilometres of so many miles."""
    return miles * KILOMETRES_IN_A_MILE
