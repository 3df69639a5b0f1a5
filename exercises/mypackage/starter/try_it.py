"""Try your package: build the folder mypackage beside this file, then run `python try_it.py`."""

from mypackage import math_utils
from mypackage.math_utils import subtract
from mypackage.string_utils import shout

print("math_utils.add(5, 2) gives", math_utils.add(5, 2))
print("subtract(9, 4) gives", subtract(9, 4))
print('shout("hello") gives', shout("hello"))
