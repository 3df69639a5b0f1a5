"""Many submissions: bounded, resumable, in parallel. A worker that dies takes nothing with it.

    parent      hands out one hand-in at a time, hears what became of it, replaces dead workers; keeps only counts
    worker      a process with judge, sandbox and journal of its own; reads a submission when its turn comes

Every finished check is in the journal before the next starts, and every row before the next hand-in: whatever is
killed, the next run goes on where this one was. A hand-in over which a worker died is tried once more, after the
others; one that was only waiting for a worker that died has done nothing wrong.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from grader.errors import GraderFault, SandboxUnavailable, SubmissionRejected, UsageError
from grader.exercise import Exercise
from grader.grading import grade
from grader.handin import Handin
from grader.ledger import GradeKey, Row, Status
from grader.report import CheckResult, Report, Verdict
from grader.sandbox import Sandbox
from grader.score import total
from grader.submission import Submission

STARTS_AT_MOST = 2
"""a submission that took its worker down this often is left alone, so that it cannot take the class with it"""
FALSE_STARTS_AT_MOST = 20
"""workers that died one after the other before they had begun anything: then none will ever come up"""


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


def run_batch(assignment: Assignment, tasks: Sequence[Task], jobs: int) -> Generator[Outcome]:
    """Grade all tasks with `jobs` workers, yielding outcomes as they come (not in order).

    Closing the iterator, or an exception thrown into it, ends the workers; what is done is kept.

    Raises:
        GraderFault, UsageError: the workers cannot work; what is done is kept.
    """
    crew = _Crew(assignment, deque(tasks), max(1, min(jobs, len(tasks))))
    try:
        yield from crew.work()
    finally:
        crew.dismiss()
    crew.clean_up()


@dataclass
class _Worker:
    """A process, our end of its pipe, and what it has in hand."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    has_begun: bool = False
    """whether the task in hand was begun"""


@dataclass
class _Crew:
    """The parent's side."""

    assignment: Assignment
    todo: deque[Task]
    jobs: int
    workers: list[_Worker] = field(default_factory=list)
    deaths: dict[int, int] = field(default_factory=dict)
    """how often a worker died over the task at this position"""
    false_starts: int = 0
    """workers that died before they had begun anything, since the last one that did"""
    has_lost_workers: bool = False

    def work(self) -> Iterator[Outcome]:
        """Hand out, hear, replace; until nothing is left."""
        while self.todo and len(self.workers) < self.jobs:
            self._hire()
        while any(worker.task for worker in self.workers):
            ready = wait([worker.pipe for worker in self.workers if worker.task])
            for worker in [worker for worker in self.workers if worker.pipe in ready]:
                outcome = self._hear(worker)
                if outcome:
                    yield outcome

    def dismiss(self) -> None:
        """End all workers: those at rest by a word, those at work by a signal, which they take as Ctrl-C."""
        for worker in self.workers:
            if worker.task and worker.process.pid:
                worker.process.terminate()
            with suppress(OSError):
                worker.pipe.close()
        for worker in self.workers:
            worker.process.join(timeout=20)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            self.has_lost_workers |= worker.process.exitcode != 0

    def clean_up(self) -> None:
        """Remove what killed workers left in the sandbox's place: the first use of a sandbox looks for that."""
        if self.has_lost_workers:
            with self.assignment.equipment.open() as bench:
                bench.sandbox.info()

    def _hire(self) -> None:
        """Start one more worker on the next task."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.assignment), name="grade-worker", daemon=False)
        with _ctrl_c_waits():
            process.start()
            self.workers.append(_Worker(process, ours))
        theirs.close()
        self._hand_out(self.workers[-1])

    def _hand_out(self, worker: _Worker) -> None:
        worker.has_begun = False
        worker.task = self.todo.popleft() if self.todo else None
        if worker.task:
            with suppress(OSError):  # a worker that died meanwhile is noticed when it is heard
                worker.pipe.send(worker.task)

    def _hear(self, worker: _Worker) -> Outcome | None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(message, Failure):
            raise message.error
        if isinstance(message, Begun):
            worker.has_begun, self.false_starts = True, 0
            return None
        self._hand_out(worker)
        return message if isinstance(message, Outcome) else None

    def _bury(self, worker: _Worker) -> Outcome | None:
        """A worker died: its task goes to the end of the queue, or is given up after the second death."""
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)
        self.has_lost_workers = True
        given_up = self._taken_back(worker.task, has_begun=worker.has_begun) if worker.task else None
        if self.todo:
            self._hire()
        return given_up

    def _taken_back(self, task: Task, *, has_begun: bool) -> Outcome | None:
        """The task of a worker that died.

        Raises:
            GraderFault: no worker comes up.
        """
        if not has_begun:
            self.false_starts += 1
            if self.false_starts >= FALSE_STARTS_AT_MOST:
                raise GraderFault(
                    f"{FALSE_STARTS_AT_MOST} workers ended before they had begun.",
                    "Is there enough memory? Start again.",
                )
            self.todo.appendleft(task)
            return None
        self.deaths[task.position] = self.deaths.get(task.position, 0) + 1
        if self.deaths[task.position] >= STARTS_AT_MOST:
            return _given_up(self.assignment, task)
        self.todo.append(task)
        return None


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """For us Ctrl-C comes at the end of the block; a process started in it never hears it from the terminal."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # when multiprocessing starts it, it unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _given_up(assignment: Assignment, task: Task) -> Outcome:
    row = _row(task, Status.GRADER_ERROR, message="Grading this submission ended its worker twice; it was left alone.")
    with assignment.equipment.open() as bench:
        bench.journal.record(assignment.run, row)
    return Outcome(task, row, None, _maximum(assignment.exercise), is_known=False)


def _serve(pipe: Connection, assignment: Assignment) -> None:
    """A worker's life: one task after the other until the pipe closes."""
    signal.signal(signal.SIGINT, _nothing)  # the terminal sends Ctrl-C to us too; the parent tells us to end
    signal.signal(signal.SIGTERM, _end)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # what we start would inherit the mask
    try:
        with assignment.equipment.open() as bench:
            while True:
                task = pipe.recv()
                pipe.send(Begun(task.position))
                pipe.send(_attempt(assignment, bench, task))
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return
    except (GraderFault, UsageError) as error:
        with suppress(OSError):
            pipe.send(Failure(error))
    except Exception as mistake:  # noqa: BLE001 - nobody above us could tell the person in one sentence
        with suppress(OSError):
            pipe.send(Failure(GraderFault(_told(mistake), "Please report it; what is done is kept.")))


def _nothing(_number: int, _frame: object) -> None:
    """Not SIG_IGN: that would be inherited by what we start."""


def _end(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _attempt(assignment: Assignment, bench: Bench, task: Task) -> Outcome:
    """Grade one hand-in and record its row; a mistake of ours costs this one, not the class.

    Raises:
        GraderFault, UsageError: for every hand-in alike.
    """
    try:
        return _grade_task(assignment, bench, task)
    except (GraderFault, UsageError):
        raise
    except Exception as mistake:  # noqa: BLE001 - whatever it is, the next hand-in may be graded
        row = _row(task, Status.GRADER_ERROR, message=f"{_told(mistake)} Please report it.")
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
        return _recorded(assignment, bench, _Verdict(_row(task, Status.REJECTED, message=str(refusal))), task)
    key = grade_key(assignment, bench, submission)
    report = bench.journal.finished(key)
    if report:
        return _recorded(assignment, bench, _Verdict(_graded_row(task, key), report, is_known=True), task)
    try:
        report = _grade_now(assignment, bench, submission, key)
    except SandboxUnavailable:
        raise
    except GraderFault as fault:
        return _recorded(assignment, bench, _Verdict(_row(task, Status.GRADER_ERROR, key, str(fault))), task)
    failed = any(result.verdict is Verdict.GRADER_ERROR for result in report.results)
    if failed:
        message = next(r.finding.message for r in report.results if r.verdict is Verdict.GRADER_ERROR)
        return _recorded(assignment, bench, _Verdict(_row(task, Status.GRADER_ERROR, key, message)), task)
    bench.journal.finish(key, report)
    return _recorded(assignment, bench, _Verdict(_graded_row(task, key), report), task)


def _grade_now(assignment: Assignment, bench: Bench, submission: Submission, key: GradeKey) -> Report:
    bench.journal.note_start(key)
    known = {name: r for name, r in bench.journal.partial(key).items() if r.verdict is not Verdict.GRADER_ERROR}
    return grade(
        assignment.exercise,
        submission,
        bench.sandbox,
        known=known,
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
    return Outcome(task, verdict.row, points, _maximum(assignment.exercise), verdict.is_known)


def grade_key(assignment: Assignment, bench: Bench, submission: Submission) -> GradeKey:
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


def _graded_row(task: Task, key: GradeKey) -> Row:
    return _row(task, Status.GRADED, key)


def _row(task: Task, status: Status, key: GradeKey | None = None, message: str = "") -> Row:
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


def _maximum(exercise: Exercise) -> Decimal:
    return sum((p.check.points for p in exercise.plan if not p.check.extra_credit), Decimal(0))
