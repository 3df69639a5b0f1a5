import math_utils
import math_utils.add

print(math_utils.add(5, 3))
print(add(10, 5))
