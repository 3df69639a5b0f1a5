CM_PER_INCH = _CM_PER_INCH = 2.54
__all__ = ["to_inches", "to_feet", "_CM_PER_INCH"]


def to_inches(cm):
    return cm / CM_PER_INCH


def to_feet(cm):
    return to_inches(cm) / 12
