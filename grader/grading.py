"""The core path: an exercise, a submission, a sandbox; out comes a report.

`grade check`, `grade batch`, the LMS hosts and the service are doors to this one function.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from grader.allowance import FRESH_AT_MOST, Allowance
from grader.check import Scene, no_suites
from grader.dialogue import Dialogue, agent_text
from grader.exercise import Exercise
from grader.judge.items import Judging
from grader.judge.session import Court, convene
from grader.judge.settling import unchecked
from grader.judge.suite.host import Suites
from grader.report import NOTHING_KNOWN, CheckResult, Report, ignore
from grader.sandbox import Sandbox, SandboxInfo, SandboxKind
from grader.submission import Submission

Oracle = Callable[[], Dialogue]
"""Gives the second subject of a check: one that holds nothing of the submission."""


def grade(  # noqa: PLR0913 (what a grading may share with others, one by one)
    exercise: Exercise,
    submission: Submission,
    sandbox: Sandbox,
    *,
    only: frozenset[str] | None = None,
    known: Mapping[str, CheckResult] = NOTHING_KNOWN,
    oracle: Oracle | None = None,
    suites: Suites | None = None,
    court: Court | None = None,
    on_result: Callable[[CheckResult], None] = ignore,
) -> Report:
    """Grade one submission. What the student did becomes a verdict, never an exception.

    `only` restricts the checks by id; `known` are results of an attempt that was cut short, which stand; `oracle`,
    `suites` and `court` are such that several submissions share; `on_result` hears each new result before the next
    check starts.

    Raises:
        GraderFault: the sandbox cannot be had; nothing is known about the submission, try again later.
    """
    started = datetime.now(UTC)
    with ExitStack() as stack:
        if exercise.runs_suite:
            suites = suites or stack.enter_context(Suites())
            suites.prepare()
        subject, asked = stack.enter_context(subjects(exercise, submission, sandbox, oracle))

        def scene() -> Scene:
            return Scene(submission, subject, exercise.requires, asked, lambda: suites or no_suites())

        judging = Judging(exercise, scene, only=only, known=known, on_result=on_result)
        results = court.judge(judging) if court else convene(lambda opened: opened.judge(judging))
        python, agent = subject.python, subject.agent
    return Report(
        exercise_id=exercise.id,
        exercise_version=exercise.version,
        submission_sha256=submission.sha256,
        files=tuple(submission.files),
        notes=submission.notes,
        sandbox=sandbox.info(),
        python=python,
        agent=agent,
        results=results,
        started_at=started,
        duration_s=(datetime.now(UTC) - started).total_seconds(),
    )


def rejected(exercise: Exercise, path: Path, reason: str) -> Report:
    """The report of a submission that intake refused: nothing ran, no check was looked at, no points."""
    digest = hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()
    results = tuple(unchecked(planned, reason) for planned in exercise.plan)
    return Report(
        exercise_id=exercise.id,
        exercise_version=exercise.version,
        submission_sha256=digest,
        files=(),
        notes=(),
        sandbox=SandboxInfo(SandboxKind.NONE, None),
        python="",
        agent="",
        results=results,
        started_at=datetime.now(UTC),
        duration_s=0.0,
        rejected=reason,
    )


@contextmanager
def subjects(
    exercise: Exercise, submission: Submission, sandbox: Sandbox, shared: Oracle | None = None
) -> Iterator[tuple[Dialogue, Oracle]]:
    """The submission's subject, and the oracle: the one that is shared, else one of its own."""
    with ExitStack() as stack:
        oracle = shared or stack.enter_context(reference_subject(exercise, sandbox))
        allowance = Allowance(exercise.total_s, FRESH_AT_MOST)
        subject = Dialogue(sandbox, submission, exercise.limits, agent_text(), allowance=allowance)
        yield stack.enter_context(subject), oracle


@contextmanager
def reference_subject(exercise: Exercise, sandbox: Sandbox) -> Iterator[Oracle]:
    """An oracle for this exercise: a subject without a submission, opened when it is first asked for.

    It only ever runs the author's own words, so that a whole class may share one.
    """
    with ExitStack() as stack:
        opened: list[Dialogue] = []

        def oracle() -> Dialogue:
            if not opened:
                empty = Dialogue(sandbox, Submission.of({}), exercise.limits, agent_text())
                opened.append(stack.enter_context(empty))
            return opened[0]

        yield oracle
