"""The teacher's page of a class."""

from __future__ import annotations

import gc
import weakref
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from grader.report import Report, Verdict
from grader.reports.pages import ClassCheck, ClassRow, Tally

if TYPE_CHECKING:
    from tests.reports.conftest import MakeReport, MakeResult, MakeRow, ReadPage

CHECKS = [
    ClassCheck("a", "the first", "value", Decimal(2), "public"),
    ClassCheck("b", "the second", "value", Decimal(2), "hidden"),
]
EVIL = "<script>alert(1)</script>\u202e\x1b[2J\"'`&\ud800"


@pytest.fixture
def students(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow
) -> list[tuple[ClassRow, Report | None]]:
    """Fifteen students: some of everything."""
    graded: list[tuple[ClassRow, Report | None]] = []
    for number in range(11):
        a = make_result("a", Verdict.FAILED if number < 4 else Verdict.PASSED, f"gives {number}", code="value/sign")
        b = make_result("b", Verdict.TIMEOUT if number == 5 else Verdict.PASSED, "no answer", visibility="hidden")
        row = make_row(f"s{number}", name=f"Student {number}", score=str(number), page=f"feedback/s{number}.html")
        graded.append((row, make_report([a, b])))
    return [
        *graded,
        (make_row("r1", status="rejected", message="The zip is cut off.", page="feedback/r1.html"), None),
        (make_row("m1", name="Mia", status="missing"), None),
        (make_row("g1", status="grader_error", message="The engine went away."), None),
        (make_row("u1", score="7", late=True, adjusted=True, in_roster=False), None),
    ]


def write(students: list[tuple[ClassRow, Report | None]], notes: tuple[str, ...] = ()) -> str:
    """The page of these students."""
    tally = Tally("sums", "Sums of `numbers`", CHECKS)
    for row, report in students:
        tally.add(row, report)
    return "".join(tally.page(notes, {"Source": "class.zip"}))


def test_everything_has_its_place(students: list[tuple[ClassRow, Report | None]], read_page: ReadPage) -> None:
    """Numbers, mistakes with who made them, checks, lists of what needs attention, limits hit, notes and facts."""
    text = read_page(write(students, ("2 files were skipped.",))).text

    for sentence in (
        "Sums of numbers",
        "12 graded",
        "1 late",
        "1 adjusted by hand",
        "value/sign 4 students Failed: the first 4\u00d7 gives 0 and the like Student 0 Student 1 Student 2 Student 3",
        "the second b, value, 2 points, hidden",
        "Rejected 1",
        "The zip is cut off.",
        "Grader errors 1",
        "The engine went away.",
        "Not in the roster 1",
        "Missing 1",
        "Mia",
        "1 Student 5",
        "2 files were skipped.",
        "Source class.zip",
    ):
        assert sentence in text


@pytest.mark.parametrize("status", ["grader_error", "rejected", "missing"])
def test_scores_that_stand_without_a_grading_are_told(make_row: MakeRow, read_page: ReadPage, status: str) -> None:
    """Whoever keeps a score, or was given one by hand, has it beside the name where the others have none."""
    rows = [
        make_row("ann", status=status, score="7", kept=True, message="Why."),
        make_row("bob", status=status, score="9", adjusted=True),
        make_row("cid", status=status),
    ]

    text = read_page(write([(row, None) for row in rows])).text

    assert "ann 7 of 10, kept from an earlier grading Why. bob 9 of 10, set by hand cid Students" in text
    assert "there is no score" not in text


def test_the_order_of_the_students_does_not_matter(students: list[tuple[ClassRow, Report | None]]) -> None:
    """Workers finish in any order; the page is the same, byte for byte."""
    assert write(students) == write(students[::-1]) == write(students[5:] + students[:5])


def test_every_link_leads_somewhere(students: list[tuple[ClassRow, Report | None]], read_page: ReadPage) -> None:
    """Ids are unique, links go to one of them or to a feedback page beside the report."""
    page = read_page(write(students))
    ids = page.values("id")

    assert len(set(ids)) == len(ids)
    assert set(page.values("aria-labelledby")) | set(page.values("aria-describedby")) <= set(ids)
    inside = {link[1:] for link in page.values("href", "a") if link.startswith("#")}
    outside = {link for link in page.values("href", "a") if not link.startswith("#")}
    assert inside <= set(ids)
    assert outside == {f"./feedback/s{number}.html" for number in range(11)} | {"./feedback/r1.html"}


def test_words_of_students_stay_words(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow, read_page: ReadPage
) -> None:
    """Whatever a name, message or file name holds: no tag, no control or bidi character, no address of theirs."""
    row = make_row(EVIL, name=EVIL, score="1", page=f"javascript:alert(1)//{EVIL}".replace("\ud800", ""), message=EVIL)
    report = make_report([make_result("a", Verdict.FAILED, EVIL, title=EVIL)])
    rejected = make_row("x", name=EVIL, status="rejected", message=EVIL, in_roster=False)

    html = write([(row, report), (rejected, None)], (EVIL,))

    page = read_page(html)
    assert page.text.count("<script>alert(1)</script>\\u202e\\x1b[2J") > 5
    assert html.count("<script") == 1
    assert all(character.isprintable() or character == "\n" for character in html)
    assert all(link.startswith(("#", "./javascript%3A")) for link in page.values("href", "a"))
    html.encode()


def test_nobody_yet(make_row: MakeRow, read_page: ReadPage) -> None:
    """A class without a single score has a page, and it says so."""
    assert "No submission has a score yet." in read_page(write([])).text
    assert "No submission has a score yet." in read_page(write([(make_row(status="missing"), None)])).text


def test_too_few_students_get_no_figures(students: list[tuple[ClassRow, Report | None]], read_page: ReadPage) -> None:
    """With nine students neither difficulty nor discrimination is claimed; with eleven both are."""
    assert read_page(write(students[:9])).text.count("too few") == 4
    assert "too few" not in read_page(write(students[:11])).text


def test_reports_are_not_kept(make_result: MakeResult, make_report: MakeReport, make_row: MakeRow) -> None:
    """Of a report only counts stay."""
    tally = Tally("sums", "Sums", CHECKS)
    report = make_report([make_result("a", Verdict.FAILED, "wrong")])
    kept = weakref.ref(report)

    tally.add(make_row(score="1"), report)
    del report
    gc.collect()

    assert kept() is None


def test_a_large_class_with_long_names_fits(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow
) -> None:
    """2,000 students who all fail all of 60 checks, without a diagnosis: the page stays below 20 MiB."""
    checks = [ClassCheck(f"c{n}", f"check {n}", "value", Decimal(1), "public") for n in range(60)]
    results = [make_result(check.id, Verdict.FAILED, f"gives {check.id}") for check in checks]
    report = make_report(results)
    tally = Tally("sums", "Sums", checks)
    for number in range(2000):
        name = f"Maximiliana-Theodora Freifrau von und zu Hohenlohe-Schillingsfürst the {number}th"
        tally.add(make_row(f"s{number}", name=name, score="0", page=f"feedback/s{number}.html"), report)

    page = "".join(tally.page((), {}))

    assert len(page.encode()) < 20 * 1024 * 1024
    assert "more</li>" in page
    assert page.count("<tr data-tags") == 2000
