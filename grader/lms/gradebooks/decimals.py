"""Numbers as a gradebook writes them: with a point or a comma, whichever the file's own numbers have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_COMMA = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+")
_POINT = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]+")
_UNCLEAR = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})")
"""`1,000` is a thousand here and one there"""
_GROUPED_BY_POINT = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_GROUPED_BY_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)")
"""no grade has more digits before the point, and Decimal's own arithmetic has 28 in all"""
_SPACES = str.maketrans("", "", " \u00a0\u202f")


def has_comma(*groups: Iterable[str]) -> bool:
    """Whether numbers have a decimal comma, by the first group of texts that tells; no number tells: a point."""
    for group in groups:
        balance = sum(_vote(text.strip()) for text in group)
        if balance:
            return balance > 0
    return False


def number(text: str, *, comma: bool) -> Decimal | None:
    """The number that a text says, None where it says none. `comma`: what `has_comma` found in the file."""
    bare = text.translate(_SPACES)
    if comma and _GROUPED_BY_POINT.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not comma and _GROUPED_BY_COMMA.fullmatch(bare):
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    return Decimal(bare) if _PLAIN.fullmatch(bare) else None


def is_number(text: str) -> bool:
    """Whether a text is a number in either way of writing."""
    return any(number(text, comma=comma) is not None for comma in (False, True))


def two_decimals(value: Decimal, *, comma: bool) -> str:
    """`7.50` or `7,50`, rounded half up."""
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    text = format(rounded or abs(rounded), "f")
    return text.replace(".", ",") if comma else text


def _vote(text: str) -> int:
    if _UNCLEAR.fullmatch(text):
        return 0
    return bool(_COMMA.fullmatch(text)) - bool(_POINT.fullmatch(text))
