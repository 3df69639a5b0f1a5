"""Try your module: write bakery.py beside this file, then run `python try_it.py`."""

import bakery
from bakery import Order

print("two loaves of bread cost", bakery.price("bread", 2))

order = Order()
order.add("roll", 6)
order.add("cake", 1)
print("six rolls and a cake cost", order.total())
