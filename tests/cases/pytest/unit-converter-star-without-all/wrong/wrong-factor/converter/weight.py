_KG_PER_POUND = 0.5


def to_pounds(kg):
    return kg / _KG_PER_POUND
