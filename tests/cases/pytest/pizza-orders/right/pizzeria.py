from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import List, NamedTuple, Tuple


class Size(Enum):
    SMALL = 6
    MEDIUM = 8
    NORMAL = 8
    LARGE = 10


class Topping(NamedTuple):
    name: str
    price: Decimal = Decimal(1)


@dataclass
class Order:
    size: Size = Size.MEDIUM
    toppings: Tuple[Topping, ...] = ()


@dataclass(frozen=True)
class Receipt:
    lines: List[str]
    total: Decimal


def checkout(orders):
    lines, total = [], Decimal(0)
    for order in orders:
        total += order.size.value
        for topping in order.toppings:
            if topping.price < 0:
                raise ValueError(f"the price of {topping.name} is negative")
            total += topping.price
        names = " and ".join(topping.name for topping in order.toppings)
        lines.append(f"{order.size.name} with {names}" if names else order.size.name)
    return Receipt(lines, total)
