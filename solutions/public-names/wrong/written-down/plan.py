print("The beds need 36 litres of water and 2 packets of seeds.")
print("The tea needs 800 millilitres of water and 4 spoons of leaves.")
