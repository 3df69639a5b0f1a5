"""Use math_utils with both forms of import."""

import math_utils
from math_utils import add

print(math_utils.add(5, 3))
print(add(10, 5))
