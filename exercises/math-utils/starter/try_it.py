"""Try your module: write math_utils.py beside this file, then run `python try_it.py`."""

import math_utils
from math_utils import add

print("math_utils.add(5, 3) gives", math_utils.add(5, 3))
print("add(10, 5) gives", add(10, 5))
print("math_utils.subtract(10, 4) gives", math_utils.subtract(10, 4))
