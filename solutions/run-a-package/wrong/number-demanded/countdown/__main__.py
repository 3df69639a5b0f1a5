"""Count down: `python -m countdown` from 3, `python -m countdown 5` from 5."""

import sys

from .counting import steps

start = int(sys.argv[1])
for step in steps(start):
    print(step)
