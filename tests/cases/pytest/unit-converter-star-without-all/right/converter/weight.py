_KG_PER_POUND = 0.45359237


def to_pounds(kg):
    return kg / _KG_PER_POUND
