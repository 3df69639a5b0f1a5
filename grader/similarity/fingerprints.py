"""Fingerprints of parts: hashed runs of symbols, thinned out by winnowing, less the starter's, weighed by rarity.

Winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003. Every
common run of at least GRAM + WINDOW - 1 symbols leaves a common fingerprint. A fingerprint weighs more the fewer
answers of the class have it (inverse document frequency); what much of the class has weighs nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from grader.similarity.parts import read_source

GRAM = 10
"""symbols in a hashed run: about one statement"""
WINDOW = 3
"""of so many neighbouring runs one is kept"""
COMMON_SHARE = 3
"""what every third answer has is common ground"""
COMMON_AT_LEAST = 12
"""but never what so few have: small classes have no crowd"""
COMMON_ANSWERS = 150
"""and always what more have than this; bounds the work in large classes"""


def grams(symbols: Sequence[str]) -> list[int]:
    """The hash of the run that begins at each symbol; one for all symbols where they are fewer than a run."""
    texts = [" ".join(symbols[n : n + GRAM]) for n in range(max(1, len(symbols) - GRAM + 1))]
    return [int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") for text in texts]


def winnowed(hashes: Sequence[int]) -> set[int]:
    """The least hash of every WINDOW neighbouring ones."""
    return {min(hashes[n : n + WINDOW]) for n in range(max(1, len(hashes) - WINDOW + 1))}


def starter_grams(starter: Mapping[str, bytes]) -> frozenset[int]:
    """Every run of the starter's code."""
    return frozenset(gram for part in read_source(starter).parts for gram in grams(part.symbols))


def covered(hashes: Sequence[int], wanted: Container[int], symbols: int) -> list[bool]:
    """For each of the symbols that gave `hashes` whether a wanted run lies over it."""
    over = [False] * symbols
    for place, each in enumerate(hashes):
        if each in wanted:
            over[place : place + GRAM] = [True] * len(over[place : place + GRAM])
    return over


@dataclass(frozen=True)
class Rarity:
    """How rare each fingerprint is in the class."""

    answers: int
    holders: Mapping[int, int]
    """fingerprint -> how many answers have it; only those that at least two have"""

    @classmethod
    def of(cls, answers: Sequence[Iterable[int]]) -> Rarity:
        """From the fingerprints of each answer."""
        counts: Counter[int] = Counter()
        for prints in answers:
            counts.update(set(prints))
        return cls(len(answers), {each: count for each, count in counts.items() if count > 1})

    def weight(self, fingerprint: int) -> float:
        """0 for common ground, most for what only one answer has."""
        holders = self.holders.get(fingerprint, 1)
        common = min(COMMON_ANSWERS, max(COMMON_AT_LEAST, self.answers // COMMON_SHARE))
        return 0.0 if holders > common else self.weight_of(holders)

    def weight_of(self, holders: int) -> float:
        """What a fingerprint weighs that so many answers have and that is no common ground."""
        return math.log((self.answers + 1) / holders)
