"""Count down to a start."""

from .counting import steps

for step in steps(3):
    print(step)
