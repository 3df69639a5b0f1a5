from mypackage import math_utils
from mypackage.math_utils import subtract

print(7)
print(5)
