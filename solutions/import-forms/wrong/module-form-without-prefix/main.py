import math_utils
from math_utils import subtract

print(math_utils.add(5, 3))
print(add(10, 5))
