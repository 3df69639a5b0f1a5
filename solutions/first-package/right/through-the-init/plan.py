"""Plan a garden bed. Run it with `python plan.py`."""

import garden
from garden import litres

size = garden.area(3, 2)
print("area:", size)
print("plants:", garden.plants(3, 2))
print("water:", litres(size, 7))
