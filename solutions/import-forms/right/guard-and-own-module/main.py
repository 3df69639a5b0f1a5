import math_utils as calculator
from math_utils import add as plus
from math_utils import subtract


def main() -> None:
    print(calculator.add(5, 3))
    print(plus(10, 5))


if __name__ == "__main__":
    main()
