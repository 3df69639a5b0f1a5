from mypackage import maths_utils
from mypackage.math_utils import subtract

print(maths_utils.add(5, 2))
print(subtract(9, 4))
