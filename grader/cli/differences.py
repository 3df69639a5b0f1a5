"""Comparing what two runs gave, student by student: the scores that count, as they stand in `scores.csv`.

Every line begins with a word of ours, never with an id: students choose those (CONTRACTS 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.cli.runs import opened
from grader.errors import UsageError
from grader.report import CheckResult, Report
from grader.reports.files import ClassResults, GradedRow, one_per_student
from grader.score import FinalScore, written
from grader.showing import printable

REASONS = {
    "submission_sha256": "another submission",
    "exercise_version": "another version of the exercise",
    "image": "another image",
    "sandbox": "another sandbox",
    "agent": "another version of the agent",
}


@dataclass(frozen=True)
class Side:
    """One of the two runs."""

    results: ClassResults

    @classmethod
    @contextmanager
    def opened(cls, place: tuple[Path, int | None]) -> Iterator[Side]:
        """Open a run folder; without a number its last run is meant."""
        with opened(place[0]) as folder:
            yield cls(folder.results(place[1]))

    def rows(self) -> dict[str, GradedRow]:
        """What counts of each student, without the reports: a class may be large."""
        return {graded.row.student: replace(graded, report=None) for graded in one_per_student(self.results)}

    def report(self, graded: GradedRow | None) -> Report | None:
        """The row's report, where it was graded."""
        return self.results.grades.finished(graded.row.key) if graded and graded.row.key else None


def differences(old: Side, new: Side) -> Iterator[str]:
    """For each student whose score or status differs one line, and below it, indented, the checks that differ.

    Raises:
        UsageError: the runs are of two exercises.
    """
    exercises = old.results.run.exercise_id, new.results.run.exercise_id
    if exercises[0] != exercises[1]:
        message = f"These are runs of two exercises, {exercises[0]} and {exercises[1]}."
        raise UsageError(message, "Compare two runs of the same exercise.")
    before, after = old.rows(), new.rows()
    for student in dict.fromkeys((*before, *after)):
        was, now = before.get(student), after.get(student)
        standings = _standing(was), _standing(now)
        changes = list(_changed_checks(old.report(was), new.report(now)))
        if standings[0] != standings[1] or changes:
            why = ", ".join(_why(was, now, has_other_policy=old.results.policy != new.results.policy))
            yield f"{_way(was, now)}: {printable(student)}: {standings[0]} -> {standings[1]} ({why})"
            yield from changes


def _final(graded: GradedRow | None) -> FinalScore | None:
    return graded.final if graded else None


def _way(before: GradedRow | None, after: GradedRow | None) -> str:
    """Which way the share of the points went, where both runs have a score and it went anywhere."""
    was, now = _final(before), _final(after)
    if was is None or now is None or was.percent == now.percent:
        return "changed"
    return "rose" if now.percent > was.percent else "fell"


def _standing(graded: GradedRow | None) -> str:
    if graded is None:
        return "no row"
    if graded.final is None:
        return graded.row.status.value
    mark = " set by hand" if graded.is_adjusted else " kept from an earlier run" if graded.is_kept else ""
    return f"{written(graded.final.points)} of {written(graded.final.maximum)}{mark}"


def _why(before: GradedRow | None, after: GradedRow | None, *, has_other_policy: bool) -> Iterator[str]:
    was, now = before and before.row.key, after and after.row.key
    found = [words for field, words in REASONS.items() if was and now and getattr(was, field) != getattr(now, field)]
    yield from found
    if has_other_policy:
        yield "another policy"
    elif not (was and now):
        yield "graded in one of the runs only"
    elif not found:
        yield "graded anew" if was != now else "counted otherwise"


def _changed_checks(old: Report | None, new: Report | None) -> Iterator[str]:
    before = {result.id: result for result in old.results} if old else {}
    after = {result.id: result for result in new.results} if new else {}
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if _shown(was) != _shown(now) and before and after:
            yield f"    {name}: {_shown(was)} -> {_shown(now)}"


def _shown(result: CheckResult | None) -> str:
    return f"{result.verdict.value} {written(result.score)}/{written(result.max_score)}" if result else "no such check"
