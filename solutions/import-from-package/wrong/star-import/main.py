from mypackage import math_utils
from mypackage.math_utils import *

print(math_utils.add(5, 2))
print(subtract(9, 4))
