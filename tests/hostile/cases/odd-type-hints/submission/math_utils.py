from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeting import Greeter
    from nowhere_to_be_found import Number

T = TypeVar("T", bound="SupportsAdd")


class SupportsAdd(Protocol):
    def __add__(self: T, other: T) -> T: ...


@overload
def add(a: int, b: int) -> int: ...
@overload
def add(a: str, b: str) -> str: ...
def add(a: Number | str, b: Number | str, /) -> Number | str:
    return a + b


def subtract(a: "Number", b: "Number", *rest: Iterable[Number], strict: bool = False, **more: Greeter) -> "Number":
    return a - b


later: Number
