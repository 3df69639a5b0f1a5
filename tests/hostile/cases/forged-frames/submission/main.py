import math_utils

math_utils.add(1, 2)
print("Goodbye!")
