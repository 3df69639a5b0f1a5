"""Plan a garden bed. Run it with `python plan.py`."""

import beds
from water import litres

size = beds.area(3, 2)
print("area:", size)
print("plants:", beds.plants(3, 2))
print("water:", litres(size, 7))
