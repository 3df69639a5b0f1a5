import random

import math_utils
from math_utils import add

# a try with two dice before the answer
dice = add(random.randint(1, 6), random.randint(1, 6))

print(math_utils.add(5, 3))
print(add(10, 5))
