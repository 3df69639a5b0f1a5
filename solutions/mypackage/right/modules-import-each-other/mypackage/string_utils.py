from mypackage.math_utils import add

MARKS = add(0, 1)

shout = lambda text: text.upper() + "!" * MARKS
