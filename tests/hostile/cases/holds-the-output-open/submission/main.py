from greeting import greet
from math_utils import hold

hold()
print(greet("Alan"))
