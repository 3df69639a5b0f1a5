"""How inputs are drawn, and what is simpler than an input that a submission gets wrong.

Drawn by us, and not by a library for it, because the same submission must get the same inputs on every machine and with
every version of what is installed there. A simpler input is always one that could have been drawn as well.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, Field, model_validator

from grader.comparing import same
from grader.requirement import Many, Model
from grader.values import Value

LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EDGES = 0.1
"""how often an end of a range is drawn, and what lies next to zero: there functions go wrong"""
ROUNDS = 20
"""of a search"""
TRIES = 60
"""in a round: they are all asked at once"""
ELEMENTS = 8
"""of a text, list or dict that are left out or made simpler one by one"""
KEY_DRAWS = 10
"""for a key that is not there yet"""

T = TypeVar("T")
Inputs = Mapping[str, Value]


class Source(Protocol):
    """Gives inputs of one kind."""

    def draw(self, chance: random.Random) -> Value:
        """Any input."""

    def simplest(self) -> Value:
        """The input at which a person would look first."""

    def simpler(self, value: Any) -> Iterator[Value]:
        """Inputs nearer to the simplest than this one, the simplest first."""


def _ordered(ends: tuple[float, ...]) -> tuple[float, ...]:
    if ends[0] > ends[1]:
        raise ValueError("write the lower number first")
    return ends


def _counted(ends: tuple[int, ...]) -> tuple[int, ...]:
    if ends[0] < 0:
        raise ValueError("no length is negative")
    return ends


_Two = Field(min_length=2, max_length=2)
_Length = Annotated[Many[int], _Two, AfterValidator(_counted), AfterValidator(_ordered)]


class DrawnList(Model):
    """A list of drawn elements."""

    of: Draw
    """how each element is drawn"""
    length: _Length
    """shortest and longest"""


class DrawnDict(Model):
    """A dict of drawn keys and values."""

    keys: Draw
    """how each key is drawn"""
    values: Draw
    """how each value is drawn"""
    length: _Length
    """fewest and most keys; fewer than asked for where the keys to draw from run out"""


class Draw(Model):
    """How one input is drawn: exactly one of the fields."""

    integer: Annotated[Many[int], _Two, AfterValidator(_ordered)] | None = None
    """lowest and highest"""
    real: Annotated[Many[float], _Two, AfterValidator(_ordered)] | None = None
    """lowest and highest"""
    text: _Length | None = None
    """shortest and longest, of letters and spaces"""
    choice: Annotated[Many[str | int | float | bool | None], Field(min_length=1)] | None = None
    """one of these; the first is the simplest"""
    list_: Annotated[DrawnList | None, Field(alias="list")] = None
    """of elements that are drawn the same way"""
    dict_: Annotated[DrawnDict | None, Field(alias="dict")] = None
    """of keys and values that are drawn"""

    @model_validator(mode="after")
    def _one_way(self) -> Draw:
        if len(self.model_fields_set) != 1:
            raise ValueError("write exactly one of integer, real, text, choice, list, dict")
        if self.dict_ and (self.dict_.keys.list_ or self.dict_.keys.dict_):
            raise ValueError("no list or dict can be a key")
        return self

    def source(self) -> Source:
        """What draws it."""
        if self.integer:
            return _Integers(*self.integer)
        if self.real:
            return _Reals(*self.real)
        if self.text:
            return _Texts(*self.text)
        if self.list_:
            return _Lists(self.list_.of.source(), *self.list_.length)
        if self.dict_:
            return _Dicts(self.dict_.keys.source(), self.dict_.values.source(), *self.dict_.length)
        return _Choices(self.choice or (None,))


@dataclass(frozen=True)
class _Integers:
    low: int
    high: int

    def draw(self, chance: random.Random) -> int:
        if chance.random() < EDGES:
            return self._within(chance.choice((self.low, self.high, -1, 0, 1)))
        return chance.randint(self.low, self.high)

    def simplest(self) -> int:
        return self._within(0)

    def simpler(self, value: int) -> Iterator[int]:
        goal = self.simplest()
        way, sign = abs(value - goal), 1 if value > goal else -1
        for step in (way, way - 1, *(way >> halvings for halvings in range(1, way.bit_length()))):
            if step > 0:
                yield value - sign * step
        if value < goal and -value <= self.high:
            yield -value  # as near, and easier to read

    def _within(self, number: int) -> int:
        return min(max(number, self.low), self.high)


@dataclass(frozen=True)
class _Reals:
    low: float
    high: float

    def draw(self, chance: random.Random) -> float:
        if chance.random() < EDGES:
            return self._within(chance.choice((self.low, self.high, -1.0, 0.0, 1.0)))
        return chance.uniform(self.low, self.high)

    def simplest(self) -> float:
        return self._within(0.0)

    def simpler(self, value: float) -> Iterator[float]:
        goal = self.simplest()
        found = [goal, float(math.trunc(value)), float(math.trunc(value / 2)), round(value, 1), round(value, 2)]
        for number in dict.fromkeys(number + 0.0 for number in found):  # -0.0 becomes 0.0
            if self.low <= number <= self.high and self._effort(number) < self._effort(value):
                yield number

    def _effort(self, number: float) -> tuple[int, float]:
        return len(repr(number)), abs(number - self.simplest())

    def _within(self, number: float) -> float:
        return float(min(max(number, self.low), self.high))


@dataclass(frozen=True)
class _Texts:
    shortest: int
    longest: int

    def draw(self, chance: random.Random) -> str:
        return "".join(chance.choices(LETTERS, k=_length(chance, self.shortest, self.longest)))

    def simplest(self) -> str:
        return LETTERS[0] * self.shortest

    def simpler(self, value: str) -> Iterator[str]:
        for letters in _shorter(value, self.shortest):
            yield "".join(letters)
        plain = LETTERS[0] * len(value)
        if value != plain:
            yield plain
        for place, letter in islice(enumerate(value), ELEMENTS):
            if letter != LETTERS[0]:
                yield value[:place] + LETTERS[0] + value[place + 1 :]


@dataclass(frozen=True)
class _Choices:
    values: Sequence[Value]

    def draw(self, chance: random.Random) -> Value:
        return chance.choice(self.values)

    def simplest(self) -> Value:
        return self.values[0]

    def simpler(self, value: Value) -> Iterator[Value]:
        for other in self.values:
            if same(other, value):
                return
            yield other


@dataclass(frozen=True)
class _Lists:
    of: Source
    shortest: int
    longest: int

    def draw(self, chance: random.Random) -> list[Value]:
        return [self.of.draw(chance) for _ in range(_length(chance, self.shortest, self.longest))]

    def simplest(self) -> list[Value]:
        return [self.of.simplest() for _ in range(self.shortest)]

    def simpler(self, value: list[Value]) -> Iterator[list[Value]]:
        for elements in _shorter(value, self.shortest):
            yield list(elements)
        for place, element in islice(enumerate(value), ELEMENTS):
            for other in islice(self.of.simpler(element), ELEMENTS):
                yield [*value[:place], other, *value[place + 1 :]]
                if value.count(element) > 1:  # what goes wrong may be that there are two
                    yield [other if one == element else one for one in value]


@dataclass(frozen=True)
class _Dicts:
    keys: Source
    values: Source
    fewest: int
    most: int

    def draw(self, chance: random.Random) -> dict[Value, Value]:
        return {key: self.values.draw(chance) for key in self._keys(chance, _length(chance, self.fewest, self.most))}

    def simplest(self) -> dict[Value, Value]:
        return dict.fromkeys(self._keys(random.Random(0), self.fewest), self.values.simplest())  # noqa: S311 - no secret

    def _keys(self, chance: random.Random, wanted: int) -> Iterable[Value]:
        drawn = dict.fromkeys(self.keys.draw(chance) for _ in range(wanted * KEY_DRAWS))
        return islice(drawn, wanted)

    def simpler(self, value: dict[Value, Value]) -> Iterator[dict[Value, Value]]:
        for items in _shorter(tuple(value.items()), self.fewest):
            yield dict(items)
        for key, element in islice(value.items(), ELEMENTS):
            for other in islice(self.values.simpler(element), ELEMENTS):
                yield {**value, key: other}


def simplest(
    inputs: Inputs, sources: Mapping[str, Source], wrong: Callable[[Sequence[Inputs]], Sequence[bool]]
) -> Inputs:
    """The simplest inputs found that are still wrong; `wrong` tells of many at once, and of none to end the search."""
    for _ in range(ROUNDS):
        tries = tuple(islice(_simpler(inputs, sources), TRIES))
        answers = zip(tries, wrong(tries), strict=False) if tries else ()
        found = next((other for other, is_wrong in answers if is_wrong), None)
        if found is None:
            break
        inputs = found
    return inputs


def _simpler(inputs: Inputs, sources: Mapping[str, Source]) -> Iterator[Inputs]:
    """One of the inputs made simpler: each at its best first."""
    ways = [[{**inputs, name: other} for other in sources[name].simpler(value)] for name, value in inputs.items()]
    return (step for steps in zip_longest(*ways) for step in steps if step is not None)


def _length(chance: random.Random, shortest: int, longest: int) -> int:
    if chance.random() < EDGES:
        return chance.choice((shortest, longest))
    return chance.randint(shortest, longest)


def _shorter(whole: Sequence[T], shortest: int) -> Iterator[Sequence[T]]:
    """Its start, and what is left without one element, none shorter than allowed; the shortest first."""
    length = shortest
    while length < len(whole) - 1:
        yield whole[:length]
        length += (len(whole) - length) // 2
    if shortest < len(whole):
        for place in range(min(len(whole), ELEMENTS)):
            yield (*whole[:place], *whole[place + 1 :])
