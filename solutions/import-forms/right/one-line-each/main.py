from math_utils import (
    add,
    subtract,
)
import math_utils

print(math_utils.add(5, 3), add(10, 5), sep="\n", end="")
