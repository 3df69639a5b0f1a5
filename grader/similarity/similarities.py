"""What a comparison of a class found: pairs to look at, how alike the class is anyway, and what to make of it.

No value here is a verdict, and nothing that scores may read one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Mark(enum.Enum):
    """What a line of an excerpt is."""

    OWN = "own"
    """it has no match in the other excerpt, or nothing to compare"""
    SHARED = "shared"
    """it has a match in the other excerpt"""
    RARE = "rare"
    """it has a match there and in no other answer of the class"""
    GIVEN = "given"
    """it comes from the starter"""


class Extent(enum.Enum):
    """Where the likeness of a pair sits."""

    WHOLE = "whole"
    """all over the answers, or nowhere in particular"""
    SOME_PARTS = "some parts"
    """some parts are close to each other, the rest of the answers differs"""


@dataclass(frozen=True)
class Line:
    """One line of a file."""

    number: int
    """counted from 1"""
    text: str
    """as it was handed in: escape it before showing it"""
    mark: Mark


@dataclass(frozen=True)
class Excerpt:
    """A function of one answer, or the code of a file that is outside of functions."""

    path: str
    function: str | None
    """its name; None for what is outside of functions"""
    lines: tuple[Line, ...]
    left_out: int
    """lines at the end that are not among `lines`"""


@dataclass(frozen=True)
class PartPair:
    """Two parts that match each other best."""

    similarity: float
    """fingerprints in common / all fingerprints of both, each common one counted twice: 0 to 1"""
    one: Excerpt
    other: Excerpt


@dataclass(frozen=True)
class Side:
    """One answer of a pair."""

    student: str
    alike_parts: int
    """parts at least half of whose fingerprints are in their match"""
    parts: int
    """functions and files' outer code that are more than starter and common ground"""


@dataclass(frozen=True)
class Pair:
    """Two answers worth a look side by side."""

    one: Side
    other: Side
    similarity: float
    """share of the fingerprints of the answer that has fewer which the other has too: 0 to 1"""
    strength: float
    """what pairs are ordered by, 0 to 1: likeness of matching parts, weighed by how rare it is in the class"""
    extent: Extent
    matches: tuple[PartPair, ...]
    """the strongest first; some may be left out"""
    more_matches: int
    """how many are left out"""


@dataclass(frozen=True)
class Spread:
    """How alike answers of this class are anyway, measured over all of its pairs or an even sample of them."""

    answers: int
    """that have code of their own"""
    own_lines: int
    """lines of code beyond the starter's in the typical (median) answer"""
    typical: float
    """similarity of the typical (median) pair"""
    high: float
    """similarity that 19 of 20 pairs do not pass"""


@dataclass(frozen=True)
class Similarities:
    """The pairs of a class that share most of what few others have."""

    pairs: tuple[Pair, ...]
    """the strongest first"""
    spread: Spread
    bound_to_look_alike: bool
    """independent answers to this exercise look alike: it is too small, or the measured class says so"""
    remark: str
    """what to make of it, in sentences for the teacher"""
    nothing_to_compare: tuple[str, ...]
    """students whose submission has no Python code beyond the starter's"""
    shortened: tuple[str, ...]
    """students whose submission is so long that only a part was read"""
