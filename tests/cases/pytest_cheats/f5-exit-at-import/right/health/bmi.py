def bmi(kg, metres):
    return kg / metres ** 2
