import fines


def main():
    for reader, days in (("Ada", 3), ("Ben", 40), ("Cleo", 2)):
        print(reader, "pays", fines.in_euros(fines.fine(days)))


if __name__ == "__main__":
    main()
