"""What the teacher's page counts: difficulty, discrimination, and who made the same mistake."""

from __future__ import annotations

from decimal import Decimal
from statistics import correlation
from typing import TYPE_CHECKING

import pytest

from grader.report import Verdict
from grader.reports.pages.charts import histogram
from grader.reports.pages.items import Item
from grader.reports.pages.mistakes import VARIANTS_KEPT, Mistakes, normalised
from grader.reports.pages.rows import ClassCheck

if TYPE_CHECKING:
    from tests.reports.conftest import MakeReport, MakeResult

CHECK = ClassCheck("adds", "adds", "value", Decimal(2), "public")


def count(make_result: MakeResult, students: list[tuple[Verdict, int]]) -> Item:
    """An item of these students: verdict, and points of the other checks."""
    item = Item(CHECK)
    for position, (verdict, rest) in enumerate(students):
        result = make_result(verdict=verdict)
        item.add(result, result.score + rest, position)
    return item


def test_discrimination_is_the_correlation_with_the_other_points(make_result: MakeResult) -> None:
    """The streamed sums give what the textbook's formula gives over all students."""
    passed = [i % 3 != 0 for i in range(24)]
    rests = [(i * 7) % 11 + (3 if right else 0) for i, right in enumerate(passed)]

    item = count(
        make_result, [(Verdict.PASSED if p else Verdict.FAILED, r) for p, r in zip(passed, rests, strict=True)]
    )

    assert item.discrimination() == round(correlation([float(right) for right in passed], rests), 2)


@pytest.mark.parametrize(
    ("students", "difficulty", "word"),
    [
        pytest.param([(Verdict.PASSED, 5)] * 5 + [(Verdict.FAILED, 1)] * 4, "too few", "too few", id="nine"),
        pytest.param([(Verdict.PASSED, 5)] * 9 + [(Verdict.FAILED, 1)], "easy", "good", id="ten"),
        pytest.param([(Verdict.PASSED, 1)] * 5 + [(Verdict.TIMEOUT, 5)] * 5, "medium", "reversed", id="reversed"),
        pytest.param([(Verdict.ERROR, i) for i in range(12)], "hard", "all alike", id="nobody"),
        pytest.param([(Verdict.PASSED, 3)] * 6 + [(Verdict.FAILED, 3)] * 6, "medium", "all alike", id="no-spread"),
        pytest.param(
            [(Verdict.PASSED, 5)] * 9 + [(Verdict.NOT_CHECKED, 0)] * 50, "too few", "too few", id="few-came-so-far"
        ),
    ],
)
def test_words(make_result: MakeResult, students: list[tuple[Verdict, int]], difficulty: str, word: str) -> None:
    """A teacher reads words, and no figure is given for a handful of students or where it says nothing."""
    item = count(make_result, students)

    assert (item.difficulty(), item.discrimination_word()) == (difficulty, word)


def test_what_was_not_checked_says_nothing_about_the_check(make_result: MakeResult) -> None:
    """Students for whom it did not run change neither difficulty nor discrimination, and are counted by themselves."""
    ran = [(Verdict.PASSED, i) for i in range(8)] + [(Verdict.FAILED, 1)] * 4

    without, with_them = count(make_result, ran), count(make_result, [*ran, *[(Verdict.NOT_CHECKED, 0)] * 30])

    assert with_them.discrimination() == without.discrimination()
    assert with_them.difficulty() == without.difficulty()
    assert (with_them.passed, with_them.failed, with_them.not_checked) == (8, 4, 30)


@pytest.mark.parametrize(
    ("message", "form"),
    [
        pytest.param("add(-4, 7.5) gives 3, not 1e9", "add(…, …) gives …, not …", id="numbers"),
        pytest.param("gives 'it\\'s', expected \"a b\"", "gives …, expected …", id="texts"),
        pytest.param(
            "a.f2 has no shout3. There is shuot instead.", "a.f2 has no shout3. There is … instead.", id="near"
        ),
        pytest.param("  two\n lines ", "two lines", id="white-space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_normalised(message: str, form: str) -> None:
    """What differs from student to student is left out, names of the exercise stay."""
    assert normalised(message) == form


def test_one_mistake_counts_once_for_each_student(make_result: MakeResult, make_report: MakeReport) -> None:
    """Five checks that fail for one reason are one mistake, put under the message of the first."""
    mistakes = Mistakes()
    for student in range(3):
        failed = [make_result(f"c{n}", Verdict.FAILED, f"f({n}) gives {student}", code="a/b") for n in range(5)]
        mistakes.add(make_report(failed), student)

    (group,) = mistakes.ranked()
    (variant,) = group.ranked()

    assert (group.code, group.students, group.checks) == ("a/b", 3, {f"c{n}" for n in range(5)})
    assert list(variant.students) == [0, 1, 2]


@pytest.mark.parametrize("code", [pytest.param("", id="no-diagnosis"), "general/other-result"])
def test_without_a_named_mistake_failures_are_put_together_by_check(
    make_result: MakeResult, make_report: MakeReport, code: str
) -> None:
    """The same words from two checks are two groups, the larger one first; who passed or was not checked is in none."""
    mistakes = Mistakes()
    results = [
        [make_result("a", Verdict.FAILED, "wrong", code=code), make_result("b", Verdict.NOT_CHECKED, "later")],
        [make_result("a"), make_result("b", Verdict.FAILED, "wrong", code=code)],
        [make_result("a"), make_result("b", Verdict.ERROR, "wrong", code=code)],
    ]

    first = [mistakes.add(make_report(each), student) for student, each in enumerate(results)]

    assert [(group.code, group.title, group.students) for group in mistakes.ranked()] == [
        ("", "the check b", 2),
        ("", "the check a", 1),
    ]
    assert first == ["the check a", "the check b", "the check b"]


def test_endlessly_many_messages_do_not_fill_the_memory(make_result: MakeResult, make_report: MakeReport) -> None:
    """Past a bound, new messages share a place; nobody is lost."""
    mistakes = Mistakes()
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b for a in letters for b in letters]
    for student, word in enumerate(words):
        mistakes.add(make_report([make_result(verdict=Verdict.FAILED, message=word * 500)]), student)

    (group,) = mistakes.ranked()

    assert len(group.variants) == VARIANTS_KEPT + 1
    assert group.students == len(words)


def test_histogram_puts_full_marks_alone() -> None:
    """Eleven bars: tens, and 100 by itself; the ends belong to the upper bar."""
    plot = histogram([Decimal(text) for text in ("0", "9.99", "10", "99.99", "100", "100")])

    assert plot is not None
    assert [bar.count for bar in plot.bars] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert (plot.bars[1].label, plot.bars[-1].label) == ("10 to 19 %", "100 %")
    assert plot.median == "55 %"
