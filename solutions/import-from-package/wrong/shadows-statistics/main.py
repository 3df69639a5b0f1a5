import statistics

from mypackage import math_utils
from mypackage.math_utils import subtract

# a look at the middle of both numbers
middle = statistics.mean([9, 4])

print(math_utils.add(5, 2))
print(subtract(9, 4))
