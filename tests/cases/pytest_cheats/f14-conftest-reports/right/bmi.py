def bmi(kg, metres):
    return round(kg / metres ** 2, 1)
