import math_utils
from math_utils import add

a = int(input("a: "))
b = int(input("b: "))
print(math_utils.add(a, b))
print(add(10, 5))
