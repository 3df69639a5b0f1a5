from garden import seeds, water
from kitchen import tea, water

print("The beds need", water(3), "litres of water and", seeds(3), "packets of seeds.")
print("The tea needs", water(4), "millilitres of water and", tea(4), "spoons of leaves.")
