"""How much goes into a parcel. Run it with `python pack.py`."""

from shapes import UNIT, box

print("parcel:", box(30, 20, 10), "cubic", UNIT)
