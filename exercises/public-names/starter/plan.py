"""What has to be carried into the garden today."""

from garden import *
from kitchen import *

print("The beds need", water(3), "litres of water and", seeds(3), "packets of seeds.")
print("The tea needs", water(4), "millilitres of water and", tea(4), "spoons of leaves.")
