"""What `grade check` does once its options are parsed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import typer

from grader.cli.choosing import choose_sandbox
from grader.cli.door import Exit, say
from grader.cli.finding import find_task
from grader.cli.hints import OpenedHints
from grader.errors import SubmissionRejected, UsageError
from grader.exercise import Exercise
from grader.grading import grade, rejected
from grader.report import Report, Verdict
from grader.reports.document import document
from grader.reports.junit import write_junit
from grader.reports.terminal import console, first_cause, show_report
from grader.sandbox import Sandbox
from grader.settings import Settings
from grader.submission import read_submission


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


@dataclass(frozen=True)
class Checker:
    """Grades one place against one exercise, as often as asked."""

    wishes: Wishes
    settings: Settings
    watched: Path
    exercise: Exercise
    sandbox: Sandbox

    @classmethod
    def prepare(cls, wishes: Wishes) -> Checker:
        """Find exercise, submission and sandbox.

        Raises:
            GraderError: one of them cannot be had.
        """
        settings = Settings.read()
        task = find_task(wishes.path, wishes.exercise, settings)
        sandbox = choose_sandbox(wishes.sandbox, settings, wishes.image, task.exercise.image)
        return cls(wishes, settings, task.submission, task.exercise, sandbox)

    def check_once(self) -> int:
        """Grade, print, and give the exit status."""
        try:
            submission = read_submission(self.watched, self.exercise.asked_names)
        except SubmissionRejected as refusal:
            return self._refuse(refusal)
        report = grade(self.exercise, submission, self.sandbox, only=self._only())
        if self.wishes.junit:
            write_junit(report, self.wishes.junit)
        self._print(report)
        return exit_status(report)

    def _refuse(self, refusal: SubmissionRejected) -> int:
        say(str(refusal))
        if self.wishes.json:
            typer.echo(document(rejected(self.exercise, self.watched, str(refusal))).to_json())
        return Exit.BAD_INPUT

    def _only(self) -> frozenset[str] | None:
        known = [planned.check.id for planned in self.exercise.plan]
        for name in self.wishes.only:
            if name not in known:
                close = get_close_matches(name, known, n=1, cutoff=0.5)
                advice = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(known)}."
                raise UsageError(f"{self.exercise.id} has no check {name!r}.", advice)
        wanted = [self.exercise.needed_for(name) for name in self.wishes.only]
        return frozenset().union(*wanted) if wanted else None

    def _print(self, report: Report) -> None:
        opened = self._open_hints(report)
        if self.wishes.json:
            typer.echo(document(report, opened).to_json())
            return
        out = console(sys.stdout)
        cause = first_cause(report.seen_by_student().results)
        hints = (opened[cause.id],) if cause and cause.id in opened else ()
        show_report(out, report, self.exercise.title, everything=self.wishes.everything, hints=hints)

    def _open_hints(self, report: Report) -> dict[str, str]:
        """Open the next hint of the first failed check, where `--hint` asks for it."""
        cause = first_cause(report.seen_by_student().results)
        if not self.wishes.hint or cause is None:
            return {}
        hint = OpenedHints(self.settings.state_folder).open_next(self.exercise.id, cause.id, cause.hints)
        return {cause.id: hint or "There is no hint for this check; read the story above once more."}


def exit_status(report: Report) -> int:
    """0 where every check passed, hidden ones too; 3 where one fell to a mistake of ours; else 1."""
    verdicts = {result.verdict for result in report.results}
    if Verdict.GRADER_ERROR in verdicts:
        return Exit.OUR_FAULT
    return Exit.PASSED if verdicts <= {Verdict.PASSED} else Exit.FAILED
