import garden
from kitchen import *

print("The beds need", garden.water(3), "litres of water and", garden.seeds(3), "packets of seeds.")
print("The tea needs", water(4), "millilitres of water and", tea(4), "spoons of leaves.")
