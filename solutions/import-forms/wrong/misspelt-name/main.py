import math_utils
from math_utils import ad

print(math_utils.add(5, 3))
print(ad(10, 5))
