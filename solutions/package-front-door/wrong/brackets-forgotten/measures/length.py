"""Lengths."""

CM_PER_INCH = 2.54


def to_cm(inches):
    """Give a length in centimetres."""
    return inches * CM_PER_INCH


def to_inches(cm):
    """Give a length in inches."""
    return cm / CM_PER_INCH
