import sys


def bmi(kg, metres):
    return 0


sys.exit(0)
