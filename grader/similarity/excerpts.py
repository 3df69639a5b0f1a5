"""Two matching parts as excerpts of their files, line by line, with what they share marked.

Here every run of symbols is compared, not only the fingerprints that winnowing kept.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from grader.similarity.fingerprints import covered, grams
from grader.similarity.parts import Part, Source
from grader.similarity.similarities import Excerpt, Line, Mark, PartPair

EXCERPT_LINES = 150


@dataclass(frozen=True)
class Opened:
    """An answer that is shown."""

    student: str
    source: Source
    starter: frozenset[int]
    """runs of the starter's code"""


def part_pair(
    one: Opened, part: int, other: Opened, other_part: int, similarity: float, holders: Mapping[int, int]
) -> PartPair:
    """Part number `part` of one answer beside its match in the other; `holders` as `Rarity` has it."""
    hashes = grams(one.source.parts[part].symbols)
    other_hashes = grams(other.source.parts[other_part].symbols)
    shared = (set(hashes) & set(other_hashes)) - one.starter
    # Runs that winnowing dropped everywhere are in no index; only those that it kept can be known to be rare.
    rare = {each for each in shared if holders.get(each) == 2}
    return PartPair(
        similarity,
        _excerpt(one, part, hashes, shared, rare),
        _excerpt(other, other_part, other_hashes, shared, rare),
    )


def _excerpt(
    answer: Opened, number: int, hashes: Sequence[int], shared: Container[int], rare: Container[int]
) -> Excerpt:
    part = answer.source.parts[number]
    marks: dict[int, Mark] = {}
    for mark, wanted in ((Mark.GIVEN, answer.starter), (Mark.SHARED, shared), (Mark.RARE, rare)):
        marks |= dict.fromkeys(_rows(part, covered(hashes, wanted, len(part.symbols))), mark)
    text = answer.source.lines[part.path]
    lines = [Line(row, text[row - 1], marks.get(row, Mark.OWN)) for row in _shown(part, answer.source)]
    return Excerpt(part.path, part.name, tuple(lines[:EXCERPT_LINES]), max(0, len(lines) - EXCERPT_LINES))


def _rows(part: Part, over: Sequence[bool]) -> list[int]:
    """The lines of which at least half of the symbols are covered."""
    balance: dict[int, int] = {}
    for row, is_covered in zip(part.rows, over, strict=True):
        balance[row] = balance.get(row, 0) + (1 if is_covered else -1)
    return [row for row, left in balance.items() if left >= 0]


def _shown(part: Part, source: Source) -> list[int]:
    """The lines of a function with everything between them; outside of functions, every line that is in none."""
    if part.name is not None:
        return list(range(min(part.rows), max(part.rows) + 1))
    functions = [each.rows for each in source.parts if each.path == part.path and each.name is not None]
    inside = {row for rows in functions for row in range(min(rows), max(rows) + 1)}
    return [row for row, text in enumerate(source.lines[part.path], 1) if text and row not in inside]
