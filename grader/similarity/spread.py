"""How alike the answers of a class are anyway, and the sentences that say so.

Why it is so: a likeness of 90 % means much in a project and nothing where the answer is `return a + b`. What is usual
is measured in the class itself; no fixed percentage is ever called suspicious.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence, Set
from itertools import combinations, islice

from grader.similarity.similarities import Spread

SAMPLE = 2_000
"""pairs measured at most"""
SMALL_LINES = 15
"""of their own: below this there are few ways to write an answer"""
ALIKE = 0.5
"""typical similarity from which on the class as a whole counts as alike"""
ALL_ALIKE = 0.99
FEW_ANSWERS = 8
"""below this nobody can tell what is rare"""
CAUTION = (
    "Similar code has many harmless reasons: the lesson, a common source, work done together where that is allowed, "
    "and chance. This is an order to read in, not a verdict, and it changes no score."
)


def similarity(one: Set[int], other: Set[int]) -> float:
    """Share of the fingerprints of the smaller answer that the other one has."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def spread(prints: Sequence[Set[int]], own_lines: Sequence[int]) -> Spread:
    """Measure a class. `prints` and `own_lines` have one entry for each answer with code of its own."""
    number = len(prints)
    pairs = number * (number - 1) // 2
    sample = islice(combinations(range(number), 2), 0, None, max(1, -(-pairs // SAMPLE)))
    found = sorted(similarity(prints[one], prints[other]) for one, other in sample)
    if not found:
        return Spread(number, round(statistics.median(own_lines or [0])), 0.0, 0.0)
    high = found[min(len(found) - 1, len(found) * 19 // 20)]
    return Spread(number, round(statistics.median(own_lines)), statistics.median(found), high)


def is_bound_to_look_alike(measured: Spread) -> bool:
    """Whether answers to this exercise look alike whoever wrote them."""
    return measured.answers > 1 and (measured.own_lines < SMALL_LINES or measured.typical >= ALIKE)


def remark(measured: Spread, pairs: int) -> str:
    """What to make of a comparison that found so many pairs."""
    if measured.answers < 2:
        return "There is nothing to compare: fewer than two submissions have Python code beyond the starter's."
    sentences = [_size(measured), _usual(measured)]
    if measured.answers < FEW_ANSWERS:
        sentences.append(f"With only {measured.answers} answers it cannot be told what is rare among them.")
    if not pairs:
        sentences.append("No two answers share anything that much of the class does not share too.")
    return " ".join([*(sentence for sentence in sentences if sentence), CAUTION])


def _size(measured: Spread) -> str:
    if measured.own_lines >= SMALL_LINES:
        return ""
    lines = "1 line" if measured.own_lines == 1 else f"{measured.own_lines} lines"
    return (
        f"This exercise is small: a typical answer has {lines} of code of its own. There are few ways to write so "
        "little, so independent answers are bound to look alike, and likeness alone says nothing here."
    )


def _usual(measured: Spread) -> str:
    most = f"19 of 20 pairs have no more than {measured.high:.0%}"
    if measured.high > ALL_ALIKE:
        most = "more than one pair in 20 is alike from beginning to end"
    usual = f"Two answers of this class typically have {measured.typical:.0%} of their own code in common, and {most}."
    if measured.typical >= ALIKE and measured.own_lines >= SMALL_LINES:
        return f"{usual} Independent answers to this exercise are bound to look alike, so likeness alone says little."
    return usual
