from math_utils import add

print(add(5, 3))
print(add(10, 5))
