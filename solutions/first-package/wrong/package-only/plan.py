"""Plan a garden bed. Run it with `python plan.py`."""

import garden
from garden.water import litres

size = garden.beds.area(3, 2)
print("area:", size)
print("plants:", garden.beds.plants(3, 2))
print("water:", litres(size, 7))
