"""Progress on standard error: a live bar in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.batch import Outcome
from grader.ledger import Status
from grader.score import written
from grader.showing import printable

PLAIN_EVERY_S = 5.0


@dataclass
class Counts:
    """What a run has come to so far."""

    done: int = 0
    known: int = 0
    rejected: int = 0
    errors: int = 0
    points: Decimal = Decimal(0)
    graded: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.done += 1
        self.known += outcome.is_known
        self.rejected += outcome.row.status is Status.REJECTED
        self.errors += outcome.row.status is Status.GRADER_ERROR
        if outcome.score is not None:
            self.graded += 1
            self.points += outcome.score

    def words(self) -> str:
        """Mean score and what needs a look."""
        mean = (
            f"mean {written((self.points / self.graded).quantize(Decimal('0.1')))}" if self.graded else "no score yet"
        )
        extra = [f"{self.rejected} rejected"] * bool(self.rejected) + [f"{self.errors} grader errors"] * bool(
            self.errors
        )
        return ", ".join([mean, *extra])


@dataclass
class ProgressView:
    """Hears of outcomes and shows them. Events (rejections, errors of ours) get a line of their own at once."""

    stream: IO[str]
    total: int
    quiet: bool
    counts: Counts = field(default_factory=Counts)
    _bar: Progress | None = None
    _started: float = 0.0
    _said: float = 0.0

    @contextmanager
    def showing(self) -> Iterator[ProgressView]:
        """Show until the end of the block."""
        self._started = self._said = time.monotonic()
        if self.quiet or not self.stream.isatty():
            yield self
            self._plain(final=True)
            return
        from grader.reports.terminal import console

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[words]}"),
        )
        with Progress(*columns, TimeRemainingColumn(), console=console(self.stream), transient=True) as bar:
            self._bar = bar
            self._task = bar.add_task("Grading", total=self.total, words="")
            yield self
        self._plain(final=True)

    def heard(self, outcome: Outcome) -> None:
        """Count and show one outcome."""
        self.counts.add(outcome)
        if outcome.row.status in {Status.REJECTED, Status.GRADER_ERROR}:
            self._event(
                f"{outcome.row.status.value}: {printable(outcome.row.student)}: {printable(outcome.row.message)}"
            )
        if self._bar:
            self._bar.update(self._task, completed=self.counts.done, words=f"{self._rate()}, {self.counts.words()}")
        else:
            self._plain(final=False)

    def _event(self, line: str) -> None:
        if self._bar:
            self._bar.console.print(line, style="yellow")
        else:
            print(line, file=self.stream, flush=True)

    def _plain(self, *, final: bool) -> None:
        now = time.monotonic()
        if self.quiet or (not final and now - self._said < PLAIN_EVERY_S):
            return
        self._said = now
        left = "" if final else f", about {self._left()} left"
        print(
            f"{self.counts.done}/{self.total} {self._rate()}{left}, {self.counts.words()}", file=self.stream, flush=True
        )

    def _rate(self) -> str:
        passed = max(0.001, time.monotonic() - self._started)
        return f"{self.counts.done / passed:.1f} per second"

    def _left(self) -> str:
        passed = time.monotonic() - self._started
        seconds = passed / max(1, self.counts.done) * (self.total - self.counts.done)
        return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


@dataclass
class Counter:
    """How many of many are done. Says nothing about a short run where there is no terminal."""

    stream: IO[str]
    what: str
    _bar: Progress | None = None
    _said: float = 0.0

    @contextmanager
    def showing(self) -> Iterator[Counter]:
        """Show until the end of the block."""
        self._said = time.monotonic()
        if not self.stream.isatty():
            yield self
            return
        from grader.reports.terminal import console

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console(self.stream), transient=True) as bar:
            self._bar = bar
            self._task = bar.add_task(self.what)
            yield self

    def heard(self, done: int, total: int) -> None:
        """Count one more."""
        if self._bar:
            self._bar.update(self._task, completed=done, total=total)
        elif time.monotonic() - self._said >= PLAIN_EVERY_S:
            self._said = time.monotonic()
            print(f"{self.what}: {done}/{total}", file=self.stream, flush=True)
