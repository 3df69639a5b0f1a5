import math_utils
from math_utils import add

print(8)
print(15)
