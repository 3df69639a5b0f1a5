"""Fingerprints: what a common run of code guarantees, and what rarity weighs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.similarity.fingerprints import GRAM, WINDOW, Rarity, covered, grams, winnowed

SYMBOLS = st.lists(st.sampled_from("N0S;+(=)"), max_size=30)
RUN = st.lists(st.sampled_from("N0S;+(=)"), min_size=GRAM + WINDOW - 1, max_size=40)


@given(SYMBOLS, SYMBOLS, RUN, SYMBOLS, SYMBOLS)
def test_a_long_common_run_is_never_missed(
    a: list[str], b: list[str], run: list[str], c: list[str], d: list[str]
) -> None:
    """Wherever it stands, a common run of GRAM + WINDOW - 1 symbols leaves a common fingerprint."""
    assert winnowed(grams(a + run + b)) & winnowed(grams(c + run + d))


def test_short_parts_have_one_fingerprint() -> None:
    """A part of fewer symbols than a run is compared as a whole."""
    assert len(winnowed(grams(["return", "N", ";"]))) == 1
    assert grams(["return", "N", ";"]) != grams(["return", "0", ";"])


def test_covered_symbols() -> None:
    """A run that is wanted covers all of its symbols and no others."""
    symbols = [str(number) for number in range(GRAM + 5)]
    hashes = grams(symbols)

    over = covered(hashes, {hashes[2]}, len(symbols))

    assert [place for place, is_covered in enumerate(over) if is_covered] == list(range(2, 2 + GRAM))


def test_the_rarer_the_heavier() -> None:
    """What only one answer has weighs most, what a third of a class has nothing."""
    everywhere, some, two, one = 1, 2, 3, 4
    rarity = Rarity.of([{everywhere, *([some] * (n < 5)), *([two] * (n < 2)), *([one] * (n < 1))} for n in range(60)])

    weights = [rarity.weight(each) for each in (one, two, some, everywhere)]

    assert weights == sorted(weights, reverse=True)
    assert weights[2] > weights[3] == 0


def test_small_classes_have_no_crowd() -> None:
    """In a class of five nothing is common ground."""
    rarity = Rarity.of([{1}] * 5)

    assert rarity.weight(1) > 0
