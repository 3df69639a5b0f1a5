"""What the files of a run say of each row: their names, and whose score of an earlier grading counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.catalog import Catalogue
from grader.filenames import attempt_name, file_name
from grader.ledger import Adjustment, GradeKey, Row, Run, Status
from grader.policy import Policy
from grader.report import Report, Verdict
from grader.reports.files import ClassResults, GradedRow, graded_rows, page_names, write_files
from grader.score import FinalScore

if TYPE_CHECKING:
    from tests.reports.conftest import MakeReport, MakeResult

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEPT = "An earlier grading gave more; that counts."
IDS = ("X", "x", "Y", "a/b", "X-attempt-1", "X-ATTEMPT-1", "X-attempt-1-attempt-1", attempt_name("X", 1))
STUDENTS = st.sampled_from([*IDS, *(file_name(student) for student in IDS)])
CLASSES = st.sets(st.tuples(STUDENTS, st.integers(1, 3)), max_size=12)


def row_of(student: str, attempt: int = 1, status: Status = Status.GRADED) -> Row:
    """A row; where it is graded its grade is found by student and attempt."""
    key = GradeKey(f"{student} {attempt}", "tiny", "1", "1", "fake", None) if status is Status.GRADED else None
    return Row(0, student, "", status, attempt, key=key)


@given(CLASSES)
def test_no_two_rows_share_a_file(rows: set[tuple[str, int]]) -> None:
    """Also where ids look like the names of attempts, and where systems do not tell case apart."""
    names = page_names(tuple(row_of(*row) for row in rows))

    assert names.keys() == rows
    assert len({name.casefold() for name in names.values()}) == len(rows)


@given(CLASSES)
def test_names_do_not_depend_on_the_others(rows: set[tuple[str, int]]) -> None:
    """Whoever joins a class or leaves it, others keep the names of their files, unless ids differ in case only."""
    told_apart = {row for row in rows if row[0] not in ("x", "X-ATTEMPT-1")}
    whole = page_names(tuple(row_of(*row) for row in told_apart))

    alone = {
        name: file
        for student, _ in told_apart
        for name, file in page_names(tuple(row_of(*row) for row in told_apart if row[0] == student)).items()
    }

    assert alone == whole


@dataclass(frozen=True)
class Grades:
    """A store of few reports."""

    reports: Mapping[str, Report]
    """submission -> report"""
    by_hand: Mapping[str, Adjustment] = field(default_factory=dict)

    def finished(self, key: GradeKey) -> Report | None:
        """The report of a grade."""
        return self.reports.get(key.submission_sha256)

    def adjustments(self, exercise_id: str) -> Mapping[str, Adjustment]:
        """Scores set by hand, by student."""
        assert exercise_id == "math-utils"
        return self.by_hand


def results_of(root: Path, rows: tuple[Row, ...], grades: Grades, earlier: FinalScore) -> ClassResults:
    """A class in which ann has an earlier score."""
    exercise = Catalogue((root / "exercises",)).load("math-utils")
    run = Run(1, exercise.id, exercise.version, exercise.title, "class", {}, NOW)
    return ClassResults(grades, run, exercise, Policy(), rows, {}, {"ann": earlier}, (), NOW)


def score_of(graded: GradedRow) -> tuple[str, str] | None:
    """Points and maximum."""
    return (str(graded.final.points), str(graded.final.maximum)) if graded.final else None


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param(("7", "10"), ("7", "10"), id="more"),
        pytest.param(("5", "10"), ("5.00", "10"), id="as-much"),
        pytest.param(("4", "10"), ("5.00", "10"), id="less"),
        pytest.param(("8", "20"), ("5.00", "10"), id="more-points-of-still-more"),
        pytest.param(("4", "5"), ("4", "5"), id="fewer-points-of-still-fewer"),
        pytest.param(("0", "0"), ("5.00", "10"), id="of-nothing"),
    ],
)
def test_the_larger_share_of_the_points_counts(
    root: Path,
    make_result: MakeResult,
    make_report: MakeReport,
    earlier: tuple[str, str],
    expected: tuple[str, str],
) -> None:
    """Half of the points now, against another share of perhaps another maximum."""
    report = make_report([make_result("a", points=5), make_result("b", Verdict.FAILED, points=5)])
    before = FinalScore(Decimal(earlier[0]), Decimal(earlier[1]), ("Told then.",))
    results = results_of(root, (row_of("ann"),), Grades({"ann 1": report}), before)

    (graded,) = graded_rows(results)

    assert score_of(graded) == expected
    assert graded.is_kept == (earlier == expected)
    assert graded.final is not None
    assert graded.final.reasoning == ((KEPT,) if graded.is_kept else ())


@pytest.mark.parametrize("status", [Status.REJECTED, Status.MISSING, Status.GRADER_ERROR])
def test_who_has_no_score_now_keeps_the_earlier_one(root: Path, tmp_path: Path, status: Status) -> None:
    """The row says what became of the hand-in, has the points all the same, and its page tells why."""
    before = FinalScore(Decimal(7), Decimal(10), ())
    results = results_of(root, (row_of("ann", status=status), row_of("bob", status=status)), Grades({}), before)

    write_files(results, tmp_path)

    _, ann, bob = (tmp_path / "scores.csv").read_text("utf-8").splitlines()
    assert f"ann,math-utils,7,10,70,{status},false," in ann
    assert f"bob,math-utils,{'0' if status is Status.REJECTED else ''},15," in bob
    page = (tmp_path / "feedback" / "ann.html").read_text("utf-8")
    assert KEPT in page
    assert "kept from an earlier grading" in page
    assert (tmp_path / "report.html").read_text("utf-8").count("kept from earlier") == 2


@pytest.mark.parametrize("status", [Status.REJECTED, Status.MISSING, Status.GRADER_ERROR])
def test_a_score_set_by_hand_has_a_page_with_the_reason(root: Path, tmp_path: Path, status: Status) -> None:
    """Also where nothing was handed in: the student reads why, and the teacher's page leads there."""
    by_hand = {"ann": Adjustment("ann", Decimal(9), "Shown in class", None, NOW)}
    rows = (row_of("ann", status=status), row_of("bob", status=Status.MISSING))
    results = results_of(root, rows, Grades({}, by_hand), FinalScore(Decimal(10), Decimal(10), ()))

    write_files(results, tmp_path)

    assert [path.name for path in (tmp_path / "feedback").iterdir()] == ["ann.html"]
    page = (tmp_path / "feedback" / "ann.html").read_text("utf-8")
    assert "Set by hand: Shown in class" in page
    assert "set by your teacher" in page
    assert 'href="./feedback/ann.html"' in (tmp_path / "report.html").read_text("utf-8")


@pytest.mark.parametrize("status", [Status.REJECTED, Status.MISSING, Status.GRADER_ERROR])
def test_nothing_is_not_more_than_nothing(root: Path, status: Status) -> None:
    """An earlier score of 0 is kept for nobody."""
    results = results_of(root, (row_of("ann", status=status),), Grades({}), FinalScore(Decimal(0), Decimal(10), ()))

    (graded,) = graded_rows(results)

    assert (graded.final, graded.is_kept) == (None, False)


def test_what_was_set_by_hand_stays(root: Path) -> None:
    """However much an earlier grading gave, and nothing is said of it then."""
    by_hand = Adjustment("ann", Decimal(2), "copied", None, NOW)
    before = FinalScore(Decimal(10), Decimal(10), ())
    results = results_of(root, (row_of("ann", status=Status.REJECTED),), Grades({}, {"ann": by_hand}), before)

    (graded,) = graded_rows(results)

    assert graded.final is not None
    assert graded.final.points == 2
    assert graded.final.reasoning == ("Set by hand: copied",)
    assert (graded.is_adjusted, graded.is_kept) == (True, False)


def test_of_several_attempts_the_one_that_counts_keeps(
    root: Path, make_result: MakeResult, make_report: MakeReport
) -> None:
    """The other attempts show what they gave."""
    report = make_report([make_result("a", Verdict.FAILED, points=10)])
    rows = (row_of("ann", 2), row_of("ann", 1), row_of("bob", 1))
    grades = Grades({"ann 1": report, "ann 2": report, "bob 1": report})

    found = graded_rows(results_of(root, rows, grades, FinalScore(Decimal(7), Decimal(10), ())))

    assert [(graded.row.attempt, score_of(graded)) for graded in found] == [
        (2, ("7", "10")),
        (1, ("0.00", "10")),
        (1, ("0.00", "10")),
    ]
