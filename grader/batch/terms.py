"""What the parent and the workers of a batch say to each other, and what a worker works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from grader.errors import GraderFault, UsageError
from grader.exercise import Exercise
from grader.grading import Oracle
from grader.handin import Handin
from grader.judge.session import Court
from grader.judge.suite.host import Suites
from grader.ledger import GradeKey, Row, Status
from grader.report import CheckResult, Report
from grader.sandbox import Sandbox


class Journal(Protocol):
    """Where results go, on disk when a call returns. One per process."""

    def note_start(self, key: GradeKey) -> int:
        """Count one more beginning; the new count."""

    def partial(self, key: GradeKey) -> Mapping[str, CheckResult]:
        """Results of an earlier attempt that did not come to its end."""

    def checkpoint(self, key: GradeKey, result: CheckResult) -> None:
        """Keep one result."""

    def finish(self, key: GradeKey, report: Report) -> None:
        """Keep the whole report."""

    def finished(self, key: GradeKey) -> Report | None:
        """The report, where this was graded before."""

    def newest(self, key: GradeKey) -> GradeKey:
        """The key with the newest edition that was graded to the end."""

    def record(self, run: int, row: Row) -> None:
        """Keep a student's row."""


@dataclass(frozen=True)
class Bench:
    """What one worker works with."""

    journal: Journal
    sandbox: Sandbox
    agent: str
    """version of the agent"""
    oracle: Oracle | None = None
    """shared by all submissions of one worker: it only ever runs the author's own words"""
    suites: Suites | None = None
    """shared by all submissions of one worker: it runs the author's test files"""
    court: Court | None = None
    """shared by all submissions of one worker: the session in which they are judged"""
    expect: Callable[[int], None] = lambda _count: None
    """hears before each submission how many sandboxes are likely to be asked for from then on"""


class Equipment(Protocol):
    """Makes a worker's bench in the worker itself; small and picklable."""

    def open(self) -> AbstractContextManager[Bench]:
        """Raises GraderError where it cannot be had."""


@dataclass(frozen=True)
class Assignment:
    """What all workers of a run have in common."""

    exercise: Exercise
    equipment: Equipment
    run: int
    edition: int = 0
    """number of the run that grades everything anew; 0: what was graded before is good"""


@dataclass(frozen=True)
class Task:
    """One hand-in and its place in the class."""

    position: int
    handin: Handin
    left: int = 0
    """how many more its worker is likely to get"""


@dataclass(frozen=True)
class Outcome:
    """What became of one hand-in. `is_known`: served from the journal, nothing ran."""

    task: Task
    row: Row
    score: Decimal | None
    max_score: Decimal
    is_known: bool


@dataclass(frozen=True)
class Begun:
    """The worker is up and has this hand-in before it."""

    position: int


@dataclass(frozen=True)
class Failure:
    """A fault of ours that stops the run: no sandbox, no disk."""

    error: GraderFault | UsageError


def row_of(task: Task, status: Status, key: GradeKey | None = None, message: str = "") -> Row:
    """The row of a hand-in."""
    handin = task.handin
    return Row(
        position=task.position,
        student=handin.student,
        name=handin.name,
        status=status,
        attempt=handin.attempt,
        late=handin.late,
        submitted_at=handin.submitted_at,
        submission_sha256=key.submission_sha256 if key else None,
        key=key,
        message=message,
        in_roster=handin.in_roster,
    )


def maximum_of(exercise: Exercise) -> Decimal:
    """Points to be had without extra credit."""
    return sum((p.check.points for p in exercise.plan if not p.check.extra_credit), Decimal(0))
