"""Compare the submissions of a class: read each once, rank all pairs, show the strongest side by side.

Why it is so: of each submission only its fingerprints stay in memory, and its code packed and within caps, for the few
pairs that are shown. Whole packages are compared by their best matching parts, in whatever file these lie.
"""

from __future__ import annotations

import statistics
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.similarity.excerpts import Opened, part_pair
from grader.similarity.fingerprints import Rarity, covered, grams, starter_grams, winnowed
from grader.similarity.matching import AnswerMatch, Matcher, PartMatch
from grader.similarity.parts import Part, kept_files, read_source
from grader.similarity.similarities import Extent, Pair, PartPair, Side, Similarities
from grader.similarity.spread import is_bound_to_look_alike, remark, similarity, spread

CLASS_PRINTS = 2_000_000
"""fingerprints of all answers together; above it every second one, fourth one, … is used, the same in every answer"""
SHOWN_MATCHES = 12
"""matching parts shown of a pair"""
CLOSE = 0.75
"""from this similarity on two parts are close to each other"""
ALIKE_PART = 0.5
"""from this similarity on two parts are called alike"""
APART = 0.4
"""parts that are on average below this differ"""
LEAST_SHARE = 0.2
"""of an answer: less than this is not worth a word, neither as what is close nor as what differs"""


@dataclass(frozen=True, slots=True)
class _Answer:
    student: str
    packed: Mapping[str, bytes]
    """path -> compressed content"""
    prints: tuple[Sequence[int], ...]
    """part -> its distinct fingerprints beyond the starter's, in order"""
    own_lines: int
    cut: bool

    def all_prints(self) -> set[int]:
        return {each for part in self.prints for each in part}

    def telling(self, rarity: Rarity) -> dict[int, int]:
        """Part -> its size in fingerprints, for parts that are not all common ground."""
        return {n: len(part) for n, part in enumerate(self.prints) if any(rarity.weight(each) > 0 for each in part)}

    def opened(self, starter: frozenset[int]) -> Opened:
        files = {path: zlib.decompress(content) for path, content in self.packed.items()}
        return Opened(self.student, read_source(files), starter)


def compare(
    submissions: Iterable[tuple[str, Mapping[str, bytes]]], starter: Mapping[str, bytes], most: int = 20
) -> Similarities:
    """The pairs of submissions that are most alike in what few of the class have, at most `most`.

    `submissions` are (student, path -> content), read once, one after the other; those of one student are not compared
    with each other. A team's submission belongs in it once. `starter` is what everyone was given: it counts for
    nothing. Total: broken, hostile and huge files are compared as far as they can be read. The order of submissions
    does not matter.
    """
    given = starter_grams(starter)
    everyone = [_read(student, files, given) for student, files in submissions]
    everyone.sort(key=lambda answer: answer.student)
    answers = _thinned([answer for answer in everyone if any(answer.prints)])
    prints = [answer.all_prints() for answer in answers]
    rarity = Rarity.of(prints)
    measured = spread(prints, [answer.own_lines for answer in answers])
    matcher = Matcher([answer.prints for answer in answers], rarity)
    best = matcher.strongest(most, [answer.student for answer in answers])
    return Similarities(
        pairs=tuple(_pair(match, answers, given, rarity) for match in best),
        spread=measured,
        bound_to_look_alike=is_bound_to_look_alike(measured),
        remark=remark(measured, len(best)),
        nothing_to_compare=tuple(answer.student for answer in everyone if not any(answer.prints)),
        shortened=tuple(answer.student for answer in everyone if answer.cut),
    )


def _read(student: str, files: Mapping[str, bytes], given: frozenset[int]) -> _Answer:
    kept, left_out = kept_files(files)
    source = read_source(kept)
    prints: list[Sequence[int]] = []
    own_lines = 0
    for part in source.parts:
        hashes = grams(part.symbols)
        prints.append(array("Q", sorted(winnowed(hashes) - given)))
        own_lines += _own_lines(part, hashes, given)
    packed = {path: zlib.compress(content, 1) for path, content in kept.items()}
    return _Answer(student, packed, tuple(prints), own_lines, source.cut or left_out)


def _own_lines(part: Part, hashes: Sequence[int], given: frozenset[int]) -> int:
    over = covered(hashes, given, len(part.symbols))
    return len({row for row, is_given in zip(part.rows, over, strict=True) if not is_given})


def _thinned(answers: list[_Answer]) -> list[_Answer]:
    """The answers with fewer fingerprints, chosen by their own last bits, where the class has too many."""
    total = sum(len(part) for answer in answers for part in answer.prints)
    every = 1
    while total > CLASS_PRINTS * every:
        every *= 2
    if every == 1:
        return answers
    return [
        _Answer(
            answer.student,
            answer.packed,
            tuple(array("Q", (each for each in part if each % every == 0)) for part in answer.prints),
            answer.own_lines,
            answer.cut,
        )
        for answer in answers
    ]


def _pair(match: AnswerMatch, answers: Sequence[_Answer], given: frozenset[int], rarity: Rarity) -> Pair:
    one, other = answers[match.one], answers[match.other]
    plain = [_similarity(one.prints[part.one], other.prints[part.other]) for part in match.parts]
    alike = sum(each >= ALIKE_PART for each in plain)
    sizes, other_sizes = one.telling(rarity), other.telling(rarity)
    return Pair(
        one=Side(one.student, alike, len(sizes)),
        other=Side(other.student, alike, len(other_sizes)),
        similarity=similarity(one.all_prints(), other.all_prints()),
        strength=match.strength,
        extent=_extent(match.parts, plain, sizes, other_sizes),
        matches=_matches(match, one.opened(given), other.opened(given), plain, rarity),
        more_matches=max(0, len(match.parts) - SHOWN_MATCHES),
    )


def _matches(
    match: AnswerMatch, one: Opened, other: Opened, plain: Sequence[float], rarity: Rarity
) -> tuple[PartPair, ...]:
    shown = list(zip(match.parts, plain, strict=True))[:SHOWN_MATCHES]
    return tuple(part_pair(one, part.one, other, part.other, alike, rarity.holders) for part, alike in shown)


def _similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Dice coefficient of two parts."""
    return 2 * len(set(one) & set(other)) / (len(one) + len(other))


def _extent(
    parts: Sequence[PartMatch], plain: Sequence[float], sizes: Mapping[int, int], other_sizes: Mapping[int, int]
) -> Extent:
    """Some parts only, where close ones make up a fifth to four fifths of the smaller answer and the rest differs."""
    of_one = sum(sizes.values()) <= sum(other_sizes.values())
    smaller = sizes if of_one else other_sizes
    alike = {(part.one if of_one else part.other): each for part, each in zip(parts, plain, strict=True)}
    share = sum(size for part, size in smaller.items() if alike.get(part, 0) >= CLOSE) / sum(smaller.values())
    rest = [alike.get(part, 0) for part in smaller if alike.get(part, 0) < CLOSE]
    some = LEAST_SHARE <= share <= 1 - LEAST_SHARE and bool(rest) and statistics.fmean(rest) < APART
    return Extent.SOME_PARTS if some else Extent.WHOLE
