"""Converting lengths."""

import warnings

KILOMETRES_IN_A_MILE = 1.609344


def kilometres_to_miles(kilometres):
    """Give the miles of so many kilometres."""
    return kilometres / KILOMETRES_IN_A_MILE


def miles_to_kilometres(miles):
    """Give the kilometres of so many miles."""
    return miles * KILOMETRES_IN_A_MILE


def km2mi(km):
    """Give the miles; the old name of kilometres_to_miles."""
    warnings.warn("km2mi is deprecated", DeprecationWarning, stacklevel=2)
    return kilometres_to_miles(km)


def mi2km(mi):
    """Give the kilometres; the old name of miles_to_kilometres."""
    warnings.warn("mi2km is deprecated", DeprecationWarning, stacklevel=2)
    return miles_to_kilometres(mi)
