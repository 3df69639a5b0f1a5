"""Which parts of two answers match, for every pair of a class at once, by an inverted index over fingerprints.

The strength of a pair is what it is ranked by:

    sum over matching parts of (shared weight * d * d) / sqrt(weight of the one * weight of the other) * E / (E + 5 r)

d is the weighted Dice coefficient of two parts, E all shared weight, r the weight of what exactly two answers have.
Squared d: two functions that are nearly the same say more than many that overlap a little, which is what finds answers
of which one half is the same. The last factor keeps answers of a few lines from the top: little is alike by chance.
"""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.similarity.fingerprints import Rarity

SAME_PRINT_PARTS = 3
"""parts of one answer that are looked up for one fingerprint: repeated code must not multiply the work"""
WEAK_EVIDENCE = 5
"""fingerprints that only two answers have: so much shared weight counts half"""


_Shared = tuple[float, int, int]
"""shared weight, number of the part in one answer, number of the part in the other"""


@dataclass(frozen=True, slots=True)
class PartMatch:
    """Part number `one` of one answer matches part number `other` of the other one."""

    shared: float
    """weight of the fingerprints that both have"""
    likeness: float
    """weighted Dice coefficient, 0 to 1"""
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class AnswerMatch:
    """Two answers, by their numbers, and the matching parts, the strongest first. Each part matches at most one."""

    strength: float
    one: int
    other: int
    parts: tuple[PartMatch, ...]


class Matcher:
    """The index over a class. Answers are sequences of parts, parts are sequences of distinct fingerprints."""

    def __init__(self, answers: Sequence[Sequence[Sequence[int]]], rarity: Rarity) -> None:
        self._answers = answers
        self._rarity = rarity
        # Fingerprint -> weight, for those that tell something: several answers have them, but no crowd.
        self._known = {each: weight for each in rarity.holders if (weight := rarity.weight(each)) > 0}
        self._first_part = array("L", [0])  # answer -> number of its first part among all parts
        self._owner = array("L")  # part among all parts -> answer
        self._weights = array("d")  # part among all parts -> weight of its fingerprints
        for number, parts in enumerate(answers):
            self._owner.extend([number] * len(parts))
            self._weights.extend(math.fsum(map(rarity.weight, part)) for part in parts)
            self._first_part.append(len(self._owner))
        self._totals = [
            math.fsum(self._weights[first:end])
            for first, end in zip(self._first_part, self._first_part[1:], strict=False)
        ]
        self._postings = self._index()

    def strongest(self, most: int, names: Sequence[str]) -> list[AnswerMatch]:
        """The strongest matches, in order. Answers of one name are one student's and are not compared."""
        best: list[tuple[float, int, int]] = []
        if most < 1:
            return []
        for one in range(len(self._answers)):
            for other, found in self._row(one).items():
                bound = sum(shared for shared, _, _ in found) / self._size(one, other)
                if names[one] == names[other] or (len(best) >= most and bound <= best[0][0]):
                    continue
                heapq.heappush(best, (self._match(one, other, found).strength, -one, -other))
                if len(best) > most:
                    heapq.heappop(best)
        return [self._match(-one, -other, self._row(-one)[-other]) for _, one, other in sorted(best, reverse=True)]

    def _index(self) -> Mapping[int, Sequence[int]]:
        """Fingerprint -> the parts that have it, in order; for fingerprints that tell something."""
        postings: dict[int, array[int]] = {}
        for number, parts in enumerate(self._answers):
            first = self._first_part[number]
            for place, part in enumerate(parts, start=first):
                for each in part:
                    if each in self._known:
                        found = postings.setdefault(each, array("L"))
                        if len(found) < SAME_PRINT_PARTS or found[-SAME_PRINT_PARTS] < first:
                            found.append(place)
        return postings

    def _row(self, one: int) -> Mapping[int, list[_Shared]]:
        """Later answer -> what its parts share with those of `one`, where they share anything."""
        found: dict[int, list[_Shared]] = defaultdict(list)
        end = self._first_part[one + 1]
        for place, part in enumerate(self._answers[one]):
            shared: dict[int, float] = defaultdict(float)
            for each in part:
                postings = self._postings.get(each)
                if postings is None or postings[-1] < end:
                    continue
                weight = self._known[each]
                for other in postings[bisect_right(postings, end - 1) :]:
                    shared[other] += weight
            for other, weight in shared.items():
                owner = self._owner[other]
                found[owner].append((weight, place, other - self._first_part[owner]))
        return found

    def _match(self, one: int, other: int, found: Sequence[_Shared]) -> AnswerMatch:
        parts = tuple(self._best_parts(one, other, found))
        evidence = math.fsum(part.shared for part in parts)
        alike = math.fsum(part.shared * part.likeness**2 for part in parts)
        enough = evidence / (evidence + WEAK_EVIDENCE * self._rarity.weight_of(2))
        return AnswerMatch(alike / self._size(one, other) * enough, one, other, parts)

    def _best_parts(self, one: int, other: int, found: Sequence[_Shared]) -> Iterator[PartMatch]:
        """Each part with its best match that is still free."""
        ranked = sorted(
            (PartMatch(shared, self._likeness(one, other, shared, a, b), a, b) for shared, a, b in found),
            key=lambda match: (-match.shared * match.likeness, match.one, match.other),
        )
        taken_one: set[int] = set()
        taken_other: set[int] = set()
        for match in ranked:
            if match.one not in taken_one and match.other not in taken_other:
                taken_one.add(match.one)
                taken_other.add(match.other)
                yield match

    def _likeness(self, one: int, other: int, shared: float, part: int, other_part: int) -> float:
        both = self._weights[self._first_part[one] + part] + self._weights[self._first_part[other] + other_part]
        return min(1.0, 2 * shared / both)

    def _size(self, one: int, other: int) -> float:
        return math.sqrt(self._totals[one] * self._totals[other])
