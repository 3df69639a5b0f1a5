import math_utils
from math_utils import subtract

print(math_utils.add(5, 2))
print(subtract(9, 4))
