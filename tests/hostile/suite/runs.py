"""Grades each case once per sandbox, looks at the machine before and after, and grades an honest answer right after."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from grader.catalog import load_exercise
from grader.errors import SubmissionRejected
from grader.exercise import Exercise
from grader.grading import grade, reference_subject
from grader.report import Report
from grader.reports.terminal import console, show_report
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import Submission, read_submission
from tests.hostile.suite.case import Case, right_answer
from tests.hostile.suite.leftovers import Premises

Grader = Callable[[Submission], Report]
WIDE = 10_000
"""columns of a terminal that breaks no line"""


@dataclass(frozen=True)
class Outcome:
    """What became of one case in one sandbox."""

    report: Report | None
    """None: intake refused it"""
    told: str
    """what the student reads: the refusal, or everything that `grade check --all` prints"""
    left: tuple[str, ...]
    """what was there after it and not before"""
    neighbour: Report
    """on the honest answer that was graded right after it, with the same sandbox"""


class Runner:
    """Grades cases, each once per sandbox, however many tests look at the outcome.

    As in a worker of a batch, one sandbox adapter and one oracle serve all cases of an exercise; `stack` ends them.
    """

    def __init__(self, desk: Path, scratch: Path, image: Callable[[], str], stack: ExitStack) -> None:
        self.outcomes: dict[tuple[Case, SandboxKind], Outcome] = {}
        self._desk = desk
        self._image = image
        self._premises = Premises(scratch)
        self._stack = stack
        self._graders: dict[tuple[Path, SandboxKind], Grader] = {}
        self._numbers = itertools.count()

    def outcome(self, case: Case, kind: SandboxKind) -> Outcome:
        """What became of the case in that sandbox."""
        if (case, kind) not in self.outcomes:
            self.outcomes[case, kind] = self._run(case, kind)
        return self.outcomes[case, kind]

    def again(self, case: Case, kind: SandboxKind) -> Report | None:
        """The report on the case handed in once more, after it was graded already."""
        self.outcome(case, kind)
        return self._grade(case, self._grader(case.exercise, kind))[0]

    def _run(self, case: Case, kind: SandboxKind) -> Outcome:
        grader = self._grader(case.exercise, kind)
        with self._premises.watched(docker=kind is SandboxKind.DOCKER) as left:
            report, told = self._grade(case, grader)
            neighbour = grader(self._honest(case.exercise))
        return Outcome(report, told, tuple(left), neighbour)

    def _grade(self, case: Case, grader: Grader) -> tuple[Report | None, str]:
        """The report, if there is one, and what the student reads."""
        exercise, place = exercise_of(case), case.hand_in(self._desk / f"{case.slug}-{next(self._numbers)}")
        try:
            submission = read_submission(place, exercise.asked_names)
        except SubmissionRejected as refusal:
            return None, str(refusal)
        report = grader(submission)
        return report, shown(report, exercise.title)

    def _honest(self, exercise: Path) -> Submission:
        """The right answer to an exercise, each time another one by a note in it."""
        right = read_submission(right_answer(exercise))
        return Submission.of({**right.files, "notes.txt": b"%d" % next(self._numbers)})

    def _grader(self, folder: Path, kind: SandboxKind) -> Grader:
        """Grades answers to one exercise; it has graded one already, so that what it keeps open is open."""
        if (folder, kind) not in self._graders:
            exercise, image = _loaded(folder), self._image() if kind is SandboxKind.DOCKER else None
            sandbox = make_sandbox(kind, SandboxSetup(image=image))
            oracle = self._stack.enter_context(reference_subject(exercise, sandbox))
            self._graders[folder, kind] = partial(grade, exercise, sandbox=sandbox, oracle=oracle)
            self._graders[folder, kind](self._honest(folder))
        return self._graders[folder, kind]


def exercise_of(case: Case) -> Exercise:
    """The exercise that a case answers."""
    return _loaded(case.exercise)


@cache
def _loaded(folder: Path) -> Exercise:
    return load_exercise(folder)


def shown(report: Report, title: str, *, width: int | None = WIDE) -> str:
    """What `grade check --all` prints, with no line broken, or as wide as where it is no terminal."""
    screen = io.StringIO()
    show_report(console(screen, width=width), report, title, everything=True)
    return screen.getvalue()
