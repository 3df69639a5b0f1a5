import garden
import kitchen

print("The beds need", garden.water(3), "litres of water and", garden.seeds(3), "packets of seeds.")
print("The tea needs", kitchen.water(4), "millilitres of water and", kitchen.tea(4), "spoons of leaves.")
