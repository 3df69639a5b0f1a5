from mypackage import math_utils
import mypackage.math_utils.subtract

print(math_utils.add(5, 2))
print(mypackage.math_utils.subtract(9, 4))
