"""Comparing a class: what counts, what is said of small exercises, and what any submission does."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from grader.similarity import compare
from grader.similarity.pairs import CLASS_PRINTS
from grader.similarity.similarities import Mark

if TYPE_CHECKING:
    from tests.similarity.conftest import Class

Files = dict[str, bytes]

RARE = b"""def spiral(size):
    grid = [[0] * size for _ in range(size)]
    row, column, step = 0, 0, (0, 1)
    for number in range(1, size * size + 1):
        grid[row][column] = number
        below, right = row + step[0], column + step[1]
        if not (0 <= below < size and 0 <= right < size) or grid[below][right]:
            step = step[1], -step[0]
            below, right = row + step[0], column + step[1]
        row, column = below, right
    return "\\n".join(" ".join(f"{cell:3}" for cell in line) for line in grid)
"""
NOISE = random.Random(1).randbytes(300_000)  # noqa: S311  reproducible, no secret
COMMON = b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n"


def own(number: int, lines: int = 25) -> bytes:
    """A long answer that is like no other, from a seed."""
    chance = random.Random(number)  # noqa: S311  reproducible, no secret
    words = ["a", "b", "1", "len(a)", "sum(b)", "a[0]", "max(a, b)", "not b", "(a, b)", "[a]"]
    body = [
        f"    {chance.choice('ab')} {chance.choice(('=', '+=', '-=', '*='))} "
        + f" {chance.choice(('+', '-', '*', 'and', 'or', '<'))} ".join(chance.choices(words, k=chance.randint(1, 5)))
        for _ in range(lines)
    ]
    return "\n".join(["def own(a, b):", *body, "    return a\n"]).encode()


def test_the_starter_counts_for_nothing() -> None:
    """Answers that share only what they were given are not similar, and its lines are marked as given."""
    starter = {"given.py": RARE}
    made = [(f"s{n}", {"given.py": RARE + own(n), "more.py": own(100 + n)}) for n in range(6)]

    alone = compare(made, {})
    found = compare(made, starter)

    assert alone.spread.typical > 0.2
    assert found.spread.typical < 0.1
    assert all(pair.strength < 0.05 for pair in found.pairs)


def test_given_lines_are_marked() -> None:
    """In a function that was given and then completed, the lines of the starter are told from the student's."""
    start, end = RARE.split(b"        row, column = below")
    starter = {"grid.py": start}
    answer = {"grid.py": start + b"        row, column = below" + end}

    found = compare([("one", answer), ("other", answer)], starter)

    marks = [line.mark for line in found.pairs[0].matches[0].one.lines]
    assert marks[2] is Mark.GIVEN
    assert marks[-1] is Mark.RARE


def test_nothing_beyond_the_starter() -> None:
    """Who handed in the starter as it was, or no Python, is named and not compared."""
    starter = {"given.py": RARE}
    made: list[tuple[str, Files]] = [("as given", dict(starter)), ("text", {"a.txt": b"hello"}), ("empty", {})]

    found = compare([*made, ("real", {"a.py": own(1)})], starter)

    assert found.nothing_to_compare == ("as given", "empty", "text")
    assert found.pairs == ()
    assert "nothing to compare" in found.remark


def test_functions_are_found_in_other_files() -> None:
    """A function that moved to another module, under another name, matches all the same."""
    moved = RARE.replace(b"spiral", b"my_grid").replace(b"size", b"n")
    made = [
        ("a", {"grid.py": RARE, "a.py": own(1)}),
        ("b", {"pkg/__init__.py": b"", "pkg/deep/tools.py": own(2) + moved}),
    ]

    found = compare([*made, *((f"s{n}", {"grid.py": own(n)}) for n in range(10, 20))], {})

    match = found.pairs[0].matches[0]
    assert (found.pairs[0].one.student, found.pairs[0].other.student) == ("a", "b")
    assert match.similarity == 1
    assert [(each.path, each.function) for each in (match.one, match.other)] == [
        ("grid.py", "spiral"),
        ("pkg/deep/tools.py", "my_grid"),
    ]


def test_answers_of_one_student_are_not_compared() -> None:
    """Two attempts of one student are similar without anyone being told so."""
    found = compare([("ann", {"a.py": RARE}), ("ann", {"a.py": RARE}), ("ben", {"a.py": own(1)})], {})

    assert all(pair.one.student != pair.other.student for pair in found.pairs)


def test_junk_around_it_hides_nothing() -> None:
    """Similarity is a share of the smaller answer, so that a lot of other code beside it does not lower it."""
    junk = b"\n".join(own(n).replace(b"own", b"f%d" % n) for n in range(50, 60))
    made = [("a", {"a.py": RARE}), ("b", {"a.py": junk + b"\n" + RARE})]

    found = compare([*made, *((f"s{n}", {"a.py": own(n)}) for n in range(10))], {})

    assert {found.pairs[0].one.student, found.pairs[0].other.student} == {"a", "b"}
    assert found.pairs[0].similarity > 0.95


def test_the_order_of_submissions_does_not_matter(make_class: Callable[[int, int], Class]) -> None:
    """The same class in another order has the same pairs with the same strengths."""
    school_class = make_class(3, 20)

    one = compare(school_class.submissions, school_class.starter)
    other = compare(school_class.submissions[::-1], school_class.starter)

    found = [
        {frozenset((pair.one.student, pair.other.student)): round(pair.strength, 9) for pair in each.pairs}
        for each in (one, other)
    ]
    assert found[0] == found[1]
    assert one.remark == other.remark


def test_a_small_exercise_is_called_small() -> None:
    """Where the answer is two lines, the teacher is told that answers are bound to look alike."""
    found = compare([(f"s{n}", {"math_utils.py": COMMON}) for n in range(30)], {})

    assert found.bound_to_look_alike
    assert "This exercise is small: a typical answer has 4 lines" in found.remark
    assert "bound to look alike" in found.remark
    assert found.pairs == ()


def test_a_class_that_looks_alike_is_called_so() -> None:
    """Where the measured spread says that answers are alike, size does not hide it."""
    found = compare([(f"s{n}", {"a.py": RARE * 2 + own(n, lines=3)}) for n in range(30)], {})

    assert found.spread.typical > 0.5
    assert found.bound_to_look_alike
    assert "Independent answers to this exercise are bound to look alike" in found.remark


def test_an_exercise_with_room_is_not_called_small(make_class: Callable[[int, int], Class]) -> None:
    """Where independent answers differ, the remark gives the measured spread and no warning."""
    school_class = make_class(5, 40)

    found = compare(school_class.submissions, school_class.starter)

    assert not found.bound_to_look_alike
    assert f"{found.spread.typical:.0%}" in found.remark
    assert "bound to" not in found.remark


def test_few_answers_are_called_few() -> None:
    """With three answers nobody can tell what is rare, and the remark says so."""
    found = compare([(f"s{n}", {"a.py": RARE}) for n in range(3)], {})

    assert "With only 3 answers" in found.remark
    assert len(found.pairs) == 3


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_more_pairs_than_asked_for(most: int) -> None:
    """The strongest pairs come back, and no more than were asked for."""
    assert len(compare([(f"s{n}", {"a.py": RARE}) for n in range(4)], {}, most=most).pairs) == most


def test_an_empty_class() -> None:
    """No submissions at all are no error."""
    assert compare([], {}).pairs == ()


def test_hostile_submissions_disturb_nobody() -> None:
    """Bombs, noise and endless repetition are compared as far as they are read, and the real pair is first."""
    hostile = {
        "repeats": b"".join(b"def f%d(a, b):\n    return a + b\n" % n for n in range(3_000)),
        "noise": NOISE,
        "brackets": b"(" * 300_000,
        "quotes": b"'\"\\" * 100_000,
        "name": b"a" * 300_000,
    }
    made: list[tuple[str, Files]] = [(name, {"a.py": content}) for name, content in hostile.items()]
    made += [("a", {"a.py": RARE + own(1)}), ("b", {"b.py": own(2) + RARE})]

    found = compare(made, {})

    assert {found.pairs[0].one.student, found.pairs[0].other.student} == {"a", "b"}
    assert set(found.shortened) == set(hostile)


def test_memory_grows_with_the_class_and_no_faster(make_class: Callable[[int, int], Class]) -> None:
    """An answer costs a few dozen kilobytes: submissions are read one by one, and pairs are not kept."""
    school_class = make_class(6, 116)

    tracemalloc.start()
    try:
        compare(((name, dict(files)) for name, files in school_class.submissions), school_class.starter)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 4_000_000 + 40_000 * len(school_class.submissions)
    assert CLASS_PRINTS * 200 < 500_000_000
