"""Comparing the grades of two runs, student by student.

Every line begins with a word of ours, never with an id: students choose those (CONTRACTS 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.cli.runs import RunFolder, opened
from grader.ledger import GradeKey, Row, last_attempts
from grader.report import CheckResult, Report
from grader.score import Score, total, written
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

    folder: RunFolder
    number: int

    @classmethod
    @contextmanager
    def opened(cls, place: tuple[Path, int | None]) -> Iterator[Side]:
        """Open a run folder; without a number its last run is meant."""
        with opened(place[0]) as folder:
            yield cls(folder, folder.run(place[1]).id)

    def rows(self) -> dict[str, Row]:
        """The last attempt of each student."""
        return last_attempts(self.folder.store.rows(self.number))

    def report(self, row: Row | None) -> Report | None:
        """The row's report, where it was graded."""
        return self.folder.store.finished(row.key) if row and row.key else None


def differences(old: Side, new: Side) -> Iterator[str]:
    """For each student whose score or status differs one line, and below it, indented, the checks that differ."""
    before, after = old.rows(), new.rows()
    for student in dict.fromkeys((*before, *after)):
        was, now = before.get(student), after.get(student)
        reports = old.report(was), new.report(now)
        scores = _score(reports[0]), _score(reports[1])
        standings = _standing(was, scores[0]), _standing(now, scores[1])
        changes = list(_changed_checks(*reports))
        if standings[0] != standings[1] or changes:
            yield f"{_way(*scores)}: {printable(student)}: {standings[0]} -> {standings[1]} ({_why(was, now)})"
            yield from changes


def _score(report: Report | None) -> Score | None:
    return total(report.results) if report else None


def _way(was: Score | None, now: Score | None) -> str:
    """Which way the share of the points went, where both runs have a score and it went anywhere."""
    if was is None or now is None or was.percent == now.percent:
        return "changed"
    return "rose" if now.percent > was.percent else "fell"


def _standing(row: Row | None, score: Score | None) -> str:
    if row is None:
        return "no row"
    return f"{written(score.points)} of {written(score.maximum)}" if score else row.status.value


def _why(was: Row | None, now: Row | None) -> str:
    keys: tuple[GradeKey | None, GradeKey | None] = was.key if was else None, now.key if now else None
    if keys[0] is None or keys[1] is None:
        return "graded in one of the runs only"
    found = [words for field, words in REASONS.items() if getattr(keys[0], field) != getattr(keys[1], field)]
    return ", ".join(found) or "graded anew"


def _changed_checks(old: Report | None, new: Report | None) -> Iterator[str]:
    before = {result.id: result for result in old.results} if old else {}
    after = {result.id: result for result in new.results} if new else {}
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if _shown(was) != _shown(now) and before and after:
            yield f"    {name}: {_shown(was)} -> {_shown(now)}"


def _shown(result: CheckResult | None) -> str:
    return f"{result.verdict.value} {written(result.score)}/{written(result.max_score)}" if result else "no such check"
