"""Converting lengths."""

import warnings

KILOMETRES_IN_A_MILE = 1.609344


def km2mi(km):
    """Give the miles of so many kilometres."""
    warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
    return km / KILOMETRES_IN_A_MILE


def mi2km(mi):
    """Give the kilometres of so many miles."""
    warnings.warn("mi2km is deprecated, use miles_to_kilometres", DeprecationWarning, stacklevel=2)
    return mi * KILOMETRES_IN_A_MILE


def kilometres_to_miles(kilometres):
    """Give the miles of so many kilometres."""
    return km2mi(kilometres)


def miles_to_kilometres(miles):
    """Give the kilometres of so many miles."""
    return mi2km(miles)
