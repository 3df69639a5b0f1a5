from typing import Union

Number = Union[int, float]


def add(a: int, b: int = 0) -> int:
    return a + b


def subtract(a: Number, b: Number = 0, *, verbose: bool = False) -> Number:
    if verbose:
        print(a, "-", b)
    return a - b


if __name__ == "__main__":
    print(add(5, 3))
