_CM_PER_INCH = 2.54


def to_inches(cm):
    return cm / _CM_PER_INCH


def to_feet(cm):
    return to_inches(cm) / 12
