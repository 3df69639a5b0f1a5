from . import differences, sums
