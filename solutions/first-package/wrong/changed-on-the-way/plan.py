"""Plan a garden bed. Run it with `python plan.py`."""

from garden import beds
from garden.water import litres

size = beds.area(3, 2)
print("area:", size)
print("plants:", beds.plants(3, 2))
print("water:", litres(size, 7))
