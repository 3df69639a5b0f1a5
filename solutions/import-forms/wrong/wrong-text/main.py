import math_utils
from math_utils import add

print("5 + 3 =", math_utils.add(5, 3))
print("10 + 5 =", add(10, 5))
