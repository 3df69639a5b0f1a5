from __future__ import annotations

import enum
from collections import namedtuple
from dataclasses import dataclass, field


class Registry(type):
    known: dict[str, type] = {}

    def __new__(cls, name, bases, space):
        made = super().__new__(cls, name, bases, space)
        Registry.known[name] = made
        return made


class Operation(enum.Enum):
    ADD = 1
    SUBTRACT = -1


Pair = namedtuple("Pair", "left right")


class Sum(metaclass=Registry):
    __slots__ = ("_pair",)

    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    @property
    def total(self) -> int:
        return self._pair.left + self._pair.right


@dataclass(frozen=True, order=True)
class Task:
    pair: Pair
    operation: Operation = Operation.ADD
    notes: list[str] = field(default_factory=list, compare=False)

    def __call__(self) -> int:
        left, right = self.pair
        return Registry.known["Sum"](Pair(left, self.operation.value * right)).total


def add(a, b):
    return Task(Pair(a, b))()


def subtract(a, b):
    return Task(Pair(a, b), Operation.SUBTRACT)()
