"""A worker of a batch: one hand-in after the other, each read when its turn comes, each kept before the next."""

from __future__ import annotations

import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from grader.batch.terms import Assignment, Begun, Bench, Failure, Outcome, Task, maximum_of, row_of
from grader.errors import GraderFault, SandboxUnavailable, SubmissionRejected, UsageError
from grader.grading import grade, reference_subject
from grader.judge.session import convene
from grader.judge.suite.host import Suites
from grader.ledger import GradeKey, Row, Status
from grader.planning import sandboxes_for
from grader.report import Report, Verdict
from grader.score import total
from grader.submission import Submission

TRIES = 2
"""of a hand-in at which we make a mistake, which may come of what happens beside it"""


def serve(pipe: Connection, assignment: Assignment) -> None:
    """A worker's life: one task after the other until the pipe closes."""
    signal.signal(signal.SIGINT, _nothing)  # the terminal sends Ctrl-C to us too; the parent tells us to end
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # what we start would inherit the mask
    with suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            signal.signal(signal.SIGTERM, _end)
            pipe.send(_work(pipe, assignment))
        finally:
            signal.signal(signal.SIGTERM, _nothing)


def _work(pipe: Connection, assignment: Assignment) -> Failure:
    """Work until something goes wrong for every hand-in alike.

    Raises:
        EOFError, OSError, KeyboardInterrupt: the parent is gone, or has told us to end.
    """
    try:
        with (
            Suites() as suites,
            assignment.equipment.open() as own,
            reference_subject(assignment.exercise, own.sandbox) as oracle,
        ):
            bench = replace(own, oracle=oracle, suites=suites)
            convene(lambda court: _serve_tasks(pipe, assignment, replace(bench, court=court)))
    except (GraderFault, UsageError) as error:
        return Failure(error)
    except (EOFError, OSError):
        raise
    except Exception as mistake:  # noqa: BLE001 - nobody above us could tell the person in one sentence
        return Failure(GraderFault(_told(mistake), "Please report it; what is done is kept."))


def _serve_tasks(pipe: Connection, assignment: Assignment, bench: Bench) -> NoReturn:
    each, shared = sandboxes_for(assignment.exercise.plan), int(assignment.exercise.asks_oracle)
    try:
        while True:
            task = pipe.recv()
            pipe.send(Begun(task.position))
            bench.expect(each * (1 + task.left) + shared)
            shared = 0
            pipe.send(_attempt(assignment, bench, task))
    finally:
        signal.signal(signal.SIGTERM, _nothing)  # being told again must not cut short the cleaning up


def _nothing(_number: int, _frame: object) -> None:
    """Not SIG_IGN: that would be inherited by what we start."""


def _end(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _attempt(assignment: Assignment, bench: Bench, task: Task) -> Outcome:
    """Grade one hand-in and record its row; a mistake of ours is tried once more, and costs this one, not the class.

    Raises:
        GraderFault, UsageError: for every hand-in alike.
    """
    told = ""
    for _ in range(TRIES):
        try:
            return _grade_task(assignment, bench, task)
        except (GraderFault, UsageError):
            raise
        except Exception as mistake:  # noqa: BLE001 - whatever it is, the next hand-in may be graded
            told = _told(mistake)
    row = row_of(task, Status.GRADER_ERROR, message=f"{told} Please report it.")
    return _recorded(assignment, bench, _Verdict(row), task)


def _told(mistake: Exception) -> str:
    """What went wrong and where, for us; without its message, which may hold anything."""
    place = traceback.extract_tb(mistake.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"The grader made a mistake ({type(mistake).__name__} in {where})."


def _grade_task(assignment: Assignment, bench: Bench, task: Task) -> Outcome:
    """Grade one hand-in and record its row.

    Raises:
        SandboxUnavailable: for every hand-in alike. UsageError: the source is gone.
    """
    try:
        submission = task.handin.origin.read(assignment.exercise.asked_names)
    except SubmissionRejected as refusal:
        return _recorded(assignment, bench, _Verdict(row_of(task, Status.REJECTED, message=str(refusal))), task)
    key = _grade_key(assignment, bench, submission)
    report = bench.journal.finished(key)
    if report:
        return _recorded(assignment, bench, _Verdict(_graded_row(task, key, submission), report, is_known=True), task)
    try:
        report = _grade_now(assignment, bench, submission, key)
    except SandboxUnavailable:
        raise
    except GraderFault as fault:
        return _recorded(assignment, bench, _Verdict(row_of(task, Status.GRADER_ERROR, key, str(fault))), task)
    failed = any(result.verdict is Verdict.GRADER_ERROR for result in report.results)
    if failed:
        message = next(r.finding.message for r in report.results if r.verdict is Verdict.GRADER_ERROR)
        return _recorded(assignment, bench, _Verdict(row_of(task, Status.GRADER_ERROR, key, message)), task)
    bench.journal.finish(key, report)
    return _recorded(assignment, bench, _Verdict(_graded_row(task, key, submission), report), task)


def _grade_now(assignment: Assignment, bench: Bench, submission: Submission, key: GradeKey) -> Report:
    bench.journal.note_start(key)
    known = {name: r for name, r in bench.journal.partial(key).items() if r.verdict is not Verdict.GRADER_ERROR}
    return grade(
        assignment.exercise,
        submission,
        bench.sandbox,
        known=known,
        oracle=bench.oracle,
        suites=bench.suites,
        court=bench.court,
        on_result=lambda result: bench.journal.checkpoint(key, result),
    )


@dataclass(frozen=True)
class _Verdict:
    row: Row
    report: Report | None = None
    is_known: bool = False


def _recorded(assignment: Assignment, bench: Bench, verdict: _Verdict, task: Task) -> Outcome:
    bench.journal.record(assignment.run, verdict.row)
    score = total(verdict.report.results) if verdict.report else None
    points = score.points if score else None
    return Outcome(task, verdict.row, points, maximum_of(assignment.exercise), verdict.is_known)


def _grade_key(assignment: Assignment, bench: Bench, submission: Submission) -> GradeKey:
    """What the grade of this submission depends on."""
    info = bench.sandbox.info()
    key = GradeKey(
        submission_sha256=submission.sha256,
        exercise_id=assignment.exercise.id,
        exercise_version=assignment.exercise.version,
        agent=bench.agent,
        sandbox=info.kind.value,
        image=info.image,
        edition=assignment.edition,
    )
    return key if assignment.edition else bench.journal.newest(key)


def _graded_row(task: Task, key: GradeKey, submission: Submission) -> Row:
    return row_of(task, Status.GRADED, key, "\n".join(submission.notes))
