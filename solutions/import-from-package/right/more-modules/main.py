from mypackage import math_utils, string_utils
from mypackage.math_utils import subtract


def main():
    first = math_utils.add(5, 2)
    second = subtract(9, 4)
    print(f"{first}\n{second}")


if __name__ == "__main__":
    main()
