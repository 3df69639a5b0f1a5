"""Converting lengths."""

KILOMETRES_IN_A_MILE = 1.609344


def km2mi(km):
    """Give the miles of so many kilometres."""
    return km / KILOMETRES_IN_A_MILE


def mi2km(mi):
    """Give the kilometres of so many miles."""
    return mi * KILOMETRES_IN_A_MILE
