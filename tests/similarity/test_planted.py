"""Planted copies in a generated class rank at the top.

`python -m pytest tests/similarity/test_planted.py -rP` prints the rank of every planted pair and the time it took.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from grader.similarity import Similarities, compare
from grader.similarity.similarities import Extent

if TYPE_CHECKING:
    from tests.similarity.conftest import Class

SEEDS = range(12)
LOOKED_AT = 60
"""of the 2,016 pairs in a class of 64"""


def extent(similarities: Similarities, pair: frozenset[str]) -> Extent:
    """Where the likeness of two students sits."""
    [found] = [each.extent for each in similarities.pairs if {each.one.student, each.other.student} == pair]
    return found


def test_planted_pairs_rank_at_the_top(make_class: Callable[[int, int], Class]) -> None:
    """Whole copies take the first three of 2,016 places in every class, and most half copied answers the fourth."""
    half: list[int] = []
    for seed in SEEDS:
        school_class = make_class(seed, 60)

        started = time.perf_counter()
        found = compare(school_class.submissions, school_class.starter, most=LOOKED_AT)
        seconds = time.perf_counter() - started

        ranks = school_class.ranks(found)
        sys.stdout.write(f"class {seed:2}: {seconds:.2f} s, ranks {ranks}\n")
        half.append(ranks.pop("half copied"))
        assert sorted(ranks.values()) == [1, 2, 3]
    assert statistics.median(half) <= 5
    assert max(half) <= LOOKED_AT


def test_a_half_copied_answer_is_told_from_a_whole_one(make_class: Callable[[int, int], Class]) -> None:
    """The result says whether the likeness is all over the answers or sits in some of their functions."""
    school_class = make_class(0, 60)

    found = compare(school_class.submissions, school_class.starter)

    extents = {change: extent(found, pair) for change, pair in school_class.planted.items()}
    assert extents.pop("half copied") is Extent.SOME_PARTS
    assert set(extents.values()) == {Extent.WHOLE}


def test_a_large_class(make_class: Callable[[int, int], Class]) -> None:
    """Whole copies are found among 300 answers too, and only as many pairs come back as were asked for."""
    school_class = make_class(1, 300)

    found = compare(school_class.submissions, school_class.starter, most=10)

    ranks = school_class.ranks(found)
    del ranks["half copied"]
    assert len(found.pairs) == 10
    assert sorted(ranks.values()) == [1, 2, 3]
