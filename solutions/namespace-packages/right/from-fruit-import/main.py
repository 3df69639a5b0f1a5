"""Try it: PYTHONPATH=north:south python main.py."""

from market.bread import sandwich

print(sandwich("pear"))
