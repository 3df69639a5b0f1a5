"""Converting lengths."""

import warnings

KILOMETRES_IN_A_MILE = 1.609344


def kilometres_to_miles(kilometres):
    """Give the miles of so many kilometres."""
    return kilometres / KILOMETRES_IN_A_MILE


def miles_to_kilometres(miles):
    """Give the kilometres of so many miles."""
    return miles * KILOMETRES_IN_A_MILE


def _warn(old, new):
    """Warn whoever called the function that calls this one."""
    warnings.warn(f"{old}() is deprecated; use {new}() instead", DeprecationWarning, stacklevel=3)


def km2mi(km):
    _warn("km2mi", "kilometres_to_miles")
    return km / KILOMETRES_IN_A_MILE


def mi2km(mi):
    _warn("mi2km", "miles_to_kilometres")
    return mi * KILOMETRES_IN_A_MILE
