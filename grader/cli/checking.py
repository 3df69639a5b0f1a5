"""What `grade check` does once its options are parsed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.cli.choosing import choose_sandbox
from grader.cli.door import Exit, say
from grader.cli.finding import find_task
from grader.cli.hints import OpenedHints
from grader.cli.marker import note_passed
from grader.dialogue import agent_text
from grader.errors import SubmissionRejected, UsageError
from grader.exercise import Exercise
from grader.judge.suite.host import Suites
from grader.planning import sandboxes_for
from grader.sandboxes.ahead import SandboxAhead
from grader.settings import Settings
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.report import Report


@dataclass(frozen=True)
class Wishes:
    """The options of one call."""

    path: Path | None
    exercise: str | None
    json: bool
    junit: Path | None
    everything: bool
    only: tuple[str, ...]
    hint: bool
    sandbox: str
    image: str | None
    runtime: str | None


@dataclass(frozen=True)
class Checker:
    """Grades one place against one exercise, as often as asked.

    The sandbox and the process for suites are started first and what grading needs is imported meanwhile: together they
    take half of a check.
    """

    wishes: Wishes
    settings: Settings
    watched: Path
    exercise: Exercise
    sandbox: SandboxAhead
    suites: Suites

    @classmethod
    @contextmanager
    def prepared(cls, wishes: Wishes) -> Iterator[Checker]:
        """Find exercise, submission and sandbox.

        Raises:
            GraderError: one of them cannot be had.
        """
        settings = Settings.read()
        task = find_task(wishes.path, wishes.exercise, settings)
        images = (wishes.image, task.exercise.image)
        chosen = choose_sandbox(wishes.sandbox, settings, *images, runtime=wishes.runtime)
        with SandboxAhead(chosen) as sandbox, Suites() as suites:
            yield cls(wishes, settings, task.submission, task.exercise, sandbox, suites)

    def check_once(self) -> int:
        """Grade, print, and give the exit status."""
        wanted = self._only()
        self._start_sandboxes()
        self._start_suites()
        from grader.grading import grade

        try:
            submission = read_submission(self.watched, self.exercise.asked_names)
        except SubmissionRejected as refusal:
            return self._refuse(refusal)
        report = grade(self.exercise, submission, self.sandbox, only=wanted, suites=self.suites)
        if self.wishes.junit:
            from grader.reports.junit import write_junit

            write_junit(report, self.wishes.junit)
        if wanted is None and all(result.finding.passed for result in report.seen_by_student().results):
            note_passed(self.watched, self.exercise.id, report.started_at)
        self._print(report)
        return exit_status(report)

    def _start_sandboxes(self) -> None:
        """Those for the submission, one more where a check needs a second subject."""
        count = sandboxes_for(self.exercise.plan) + self.exercise.asks_oracle
        self.sandbox.warm(agent_text(), self.exercise.limits, count)

    def _start_suites(self) -> None:
        if self.exercise.runs_suite:
            self.suites.prepare()

    def _refuse(self, refusal: SubmissionRejected) -> int:
        say(str(refusal))
        if self.wishes.json:
            from grader.grading import rejected
            from grader.reports.document import document

            typer.echo(document(rejected(self.exercise, self.watched, str(refusal))).to_json())
        return Exit.BAD_INPUT

    def _only(self) -> frozenset[str] | None:
        known = [planned.check.id for planned in self.exercise.plan]
        for name in self.wishes.only:
            if name not in known:
                listed = [planned.check.id for planned in self.exercise.plan if planned.check.visibility == "public"]
                close = get_close_matches(name, listed, n=1, cutoff=0.5)
                advice = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(listed)}."
                raise UsageError(f"{self.exercise.id} has no check {name!r}.", advice)
        wanted = [self.exercise.needed_for(name) for name in self.wishes.only]
        return frozenset().union(*wanted) if wanted else None

    def _print(self, report: Report) -> None:
        opened = self._open_hints(report)
        if self.wishes.json:
            from grader.reports.document import document

            typer.echo(document(report, opened).to_json())
            return
        from grader.reports.terminal import console, show_report

        out = console(sys.stdout)
        cause = report.seen_by_student().first_cause()
        hints = (opened[cause.id],) if cause and cause.id in opened else ()
        show_report(out, report, self.exercise.title, everything=self.wishes.everything, hints=hints)

    def _open_hints(self, report: Report) -> dict[str, str]:
        """Open the next hint of the first failed check, where `--hint` asks for it."""
        cause = report.seen_by_student().first_cause()
        if not self.wishes.hint or cause is None:
            return {}
        hint = OpenedHints(self.settings.state_folder).open_next(self.exercise.id, cause.id, cause.hints)
        return {cause.id: hint or "There is no hint for this check; read the story above once more."}


def exit_status(report: Report) -> int:
    """0 where every check passed, hidden ones too; 3 where one fell to a mistake of ours; else 1."""
    from grader.report import Verdict

    verdicts = {result.verdict for result in report.results}
    if Verdict.GRADER_ERROR in verdicts:
        return Exit.OUR_FAULT
    return Exit.PASSED if verdicts <= {Verdict.PASSED} else Exit.FAILED
