import math_utils

print("Hello, Alan!")
