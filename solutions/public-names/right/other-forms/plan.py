import kitchen as k
from garden import seeds
from garden import water as garden_water


def main():
    print(f"The beds need {garden_water(3)} litres of water and {seeds(3)} packets of seeds.")
    print(f"The tea needs {k.water(4)} millilitres of water and {k.tea(4)} spoons of leaves.")


if __name__ == "__main__":
    main()
