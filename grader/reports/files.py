"""The files of a run: `scores.csv`, `reports/*.json`, `feedback/*.html`, `report.html`.

They are derived: everything in them comes from the store, the source and the policy, and is written anew each time,
each file whole or not at all. One report is in memory at a time, whatever the class's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from grader.errors import GraderError, GraderFault
from grader.exercise import Exercise
from grader.filenames import attempt_name, file_names
from grader.handin import Handin
from grader.judge.settling import unchecked
from grader.ledger import Adjustment, GradeKey, Row, Run, Status, last_attempts
from grader.policy import Policy
from grader.report import Report
from grader.reports.document import document
from grader.reports.pages import ClassRow, Tally, feedback_page
from grader.reports.replacing import replace_file, replace_in_pieces
from grader.reports.scores import ScoreLine, scores_csv
from grader.score import FinalScore, Lateness, final, lateness
from grader.submission import Submission


class Grades(Protocol):
    """What the store can tell."""

    def finished(self, key: GradeKey) -> Report | None:
        """The report of a grade."""

    def adjustments(self, exercise_id: str) -> Mapping[str, Adjustment]:
        """Scores set by hand, by student."""


@dataclass(frozen=True)
class ClassResults:
    """What the files are made from. `rows` are those that count, in the class's order."""

    grades: Grades
    run: Run
    exercise: Exercise
    policy: Policy
    rows: tuple[Row, ...]
    handins: Mapping[tuple[str, int], Handin]
    earlier: Mapping[str, FinalScore]
    """student -> the best of earlier gradings, where that is to be kept"""
    notes: tuple[str, ...]
    now: datetime


@dataclass(frozen=True)
class GradedRow:
    """A row with its report and its final score, as far as there are any."""

    row: Row
    report: Report | None
    final: FinalScore | None
    is_adjusted: bool = False
    """whether the score was set by hand"""
    is_kept: bool = False
    """whether the score is that of an earlier grading"""


def write_files(results: ClassResults, folder: Path, only: str | None = None) -> None:
    """Write all files of the run; of reports and pages of students those of `only`, where it is given.

    Raises:
        GraderFault: the disk is full or the folder cannot be written; the store is whole, the next call writes them.
    """
    try:
        _write_files(results, folder, only)
    except OSError as error:
        place = error.filename or folder
        message = f"The results cannot be written to {place}: {error.strerror}."
        raise GraderFault(message, "Make room or choose another folder; what was graded is kept.") from error


def _write_files(results: ClassResults, folder: Path, only: str | None) -> None:
    tally = _write_students(results, folder, only)
    page = tally.page(results.notes, _run_facts(results))
    replace_in_pieces(folder / "report.html", (piece.encode() for piece in page))


def _write_students(results: ClassResults, folder: Path, only: str | None) -> Tally:
    """Write what there is of each student, and `scores.csv`; the class as it was counted meanwhile."""
    for name in ("reports", "feedback"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    checks = [planned.check for planned in results.exercise.plan]
    facts = [(c.id, c.summary(), c.kind, c.points, c.visibility.value) for c in checks]
    tally = Tally(results.exercise.id, results.exercise.title, facts)
    names = page_names(results.rows)
    lines = []
    written: set[str] = set()
    for graded in graded_rows(results):
        name = names[graded.row.student, graded.row.attempt]
        shown = _class_row(results, graded, f"feedback/{name}.html")
        if only in {None, graded.row.student}:
            written.update(_write_student(results, graded, shown, folder, name))
        tally.add(shown, graded.report)
        lines.append(_score_line(results, graded, shown))
    if only is None:
        _remove_stale(folder, written)
    replace_file(folder / "scores.csv", scores_csv(lines).encode())
    return tally


def best_attempts(results: ClassResults) -> tuple[Row, ...]:
    """Of each student's rows the one with the highest final score, the earliest among equals; in the class's order."""
    best: dict[str, GradedRow] = {}
    for graded in graded_rows(results):
        held = best.get(graded.row.student)
        if held is None or _points(graded) > _points(held):
            best[graded.row.student] = replace(graded, report=None)
    return tuple(graded.row for graded in best.values())


def _points(graded: GradedRow) -> Decimal:
    return graded.final.points if graded.final else Decimal(-1)


def graded_rows(results: ClassResults) -> Iterator[GradedRow]:
    """Every row with its final score: what was set by hand; else what policy gives, or an earlier better score.

    Of several attempts the last one counts, so that it alone keeps an earlier score.
    """
    adjusted = results.grades.adjustments(results.exercise.id)
    last = last_attempts(results.rows)
    for row in results.rows:
        report = results.grades.finished(row.key) if row.key and row.status is Status.GRADED else None
        report = replace(report, notes=row.notes) if report else None
        graded = GradedRow(row, report, _final(results, row, report))
        earlier = results.earlier.get(row.student)
        if row.student in adjusted:
            yield _adjusted(results, graded, adjusted[row.student])
        elif earlier and row == last[row.student]:
            yield _better(graded, earlier)
        else:
            yield graded


def one_per_student(results: ClassResults) -> Iterator[GradedRow]:
    """Where all attempts have a row, the last one counts."""
    last = last_attempts(results.rows)
    return (graded for graded in graded_rows(results) if graded.row == last[graded.row.student])


def page_names(rows: tuple[Row, ...]) -> dict[tuple[str, int], str]:
    """(student, attempt) -> name of that row's files without ending.

    They are named for the student; where there are several attempts, the earlier ones say which they are.
    """
    last = last_attempts(rows)
    names = file_names(last)
    return {
        (row.student, row.attempt): names[row.student]
        if row.attempt == last[row.student].attempt
        else attempt_name(names[row.student], row.attempt)
        for row in rows
    }


def _final(results: ClassResults, row: Row, report: Report | None) -> FinalScore | None:
    if report is None:
        return None
    late = lateness(results.policy, row.submitted_at, row.late)
    return final(report.results, results.policy, late, results.now)


def _better(graded: GradedRow, earlier: FinalScore) -> GradedRow:
    """The better of both scores. Where there is none now, any points are better."""
    now = graded.final
    if earlier.share <= (now.share if now else 0):
        return graded
    reasoning = (*(now.reasoning if now else ()), "An earlier grading gave more; that counts.")
    return replace(graded, final=replace(earlier, reasoning=reasoning), is_kept=True)


def _adjusted(results: ClassResults, graded: GradedRow, by_hand: Adjustment) -> GradedRow:
    maximum = graded.final.maximum if graded.final else full_score(results)
    before = graded.final.reasoning if graded.final else ()
    set_by = FinalScore(by_hand.score, maximum, (*before, f"Set by hand: {by_hand.why}"))
    return replace(graded, final=set_by, is_adjusted=True)


def full_score(results: ClassResults) -> Decimal:
    """The points that a full score is worth, for whoever has no report."""
    nothing = [unchecked(planned, "") for planned in results.exercise.plan]
    score = final(nothing, results.policy, Lateness(None), results.now)
    return score.maximum if score else Decimal(0)


def _class_row(results: ClassResults, graded: GradedRow, page: str) -> ClassRow:
    row, score = graded.row, graded.final
    has_page = row.status is not Status.MISSING or score is not None
    return ClassRow(
        student=row.student,
        name=row.name,
        status=row.status.value,
        score=score.points if score else None,
        max_score=score.maximum if score else full_score(results),
        percent=score.percent if score else None,
        late=lateness(results.policy, row.submitted_at, row.late).is_late,
        attempt=row.attempt if row.status is not Status.MISSING else None,
        message=row.reason,
        page=page if has_page else None,
        adjusted=graded.is_adjusted,
        kept=graded.is_kept,
        in_roster=row.in_roster,
    )


def _score_line(results: ClassResults, graded: GradedRow, shown: ClassRow) -> ScoreLine:
    is_rejected = graded.row.status is Status.REJECTED and graded.final is None
    return ScoreLine(
        student=shown.student,
        exercise=results.exercise.id,
        score=Decimal(0) if is_rejected else shown.score,
        max_score=shown.max_score,
        percent=Decimal(0) if is_rejected else shown.percent,
        status=shown.status,
        late=bool(shown.late),
        attempt=shown.attempt,
        submission_sha256=graded.row.submission_sha256,
    )


def _write_student(results: ClassResults, graded: GradedRow, shown: ClassRow, folder: Path, name: str) -> Iterator[str]:
    """Report and page of one student; yields the names of what was written."""
    if graded.report is not None:
        report = folder / "reports" / f"{name}.json"
        replace_file(report, document(graded.report, final=graded.final).to_json().encode())
        yield report.name
    if shown.page is not None:
        page = folder / "feedback" / f"{name}.html"
        reasoning = graded.final.reasoning if graded.final else ()
        texts = _texts(results, graded.row)
        replace_file(page, feedback_page(graded.report, texts, shown, reasoning, title=results.exercise.title).encode())
        yield page.name


def _texts(results: ClassResults, row: Row) -> Mapping[str, str]:
    """The submission's text files, read again; nothing where the source is gone."""
    handin = results.handins.get((row.student, row.attempt))
    submission: Submission | None = None
    with suppress(GraderError):
        submission = handin.origin.read(results.exercise.asked_names) if handin else None
    if submission is None or submission.sha256 != row.submission_sha256:
        return {}
    readable = [path for path, content in submission.files.items() if b"\0" not in content]
    return {path: submission.text(path) or "" for path in readable}


def _run_facts(results: ClassResults) -> Mapping[str, str]:
    run = results.run
    return {
        "Exercise": f"{run.title} ({run.exercise_id}), version {run.exercise_version[:19]}",
        "Source": run.source,
        "Run": f"{run.id}, begun {run.started_at:%Y-%m-%d %H:%M} UTC",
    }


def _remove_stale(folder: Path, written: set[str]) -> None:
    """Pages of people who are no longer in the class."""
    for pattern in ("reports/*.json", "feedback/*.html"):
        for old in folder.glob(pattern):
            if old.name not in written:
                old.unlink()
