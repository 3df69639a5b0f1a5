"""Carrying out trials: in this process, or by several workers that each get one trial after the other.

Workers are forks where that is safe, as in a batch: they then have the trials already and need only be told which.
Nothing is kept on disk, so that a worker that ends takes the whole proof with it; there is nothing to go on with.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn, Protocol

from grader.errors import GraderError, GraderFault, SandboxFault, SandboxUnavailable
from grader.exercise import Exercise, PlannedCheck
from grader.grading import Oracle, grade, reference_subject
from grader.judge.session import Court, convene
from grader.judge.suite.host import Suites
from grader.planning import shuffled
from grader.proof.claim import Outcome, Trial
from grader.proof.kept import KeptSandbox
from grader.report import CheckResult
from grader.sandbox import Sandbox, SandboxKind

END_S = 20.0
"""for a worker to remove its sandboxes"""


class Sandboxes(Protocol):
    """Makes the sandboxes of a worker in the worker itself; small and picklable."""

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """A sandbox whose Python has this hash seed. `image` is the one that the exercise names, if it does."""


@dataclass(frozen=True)
class Task:
    """A trial and the exercise that it belongs to."""

    exercise: Exercise
    trial: Trial


def carry_out(tasks: Sequence[Task], sandboxes: Sandboxes, jobs: int) -> Generator[tuple[int, Outcome], None, None]:
    """The outcome of each task with its place among them, as they come.

    Raises:
        GraderFault: a sandbox cannot be had, or a worker ended.
    """
    if min(jobs, len(tasks)) <= 1:
        with Bench(sandboxes) as bench:
            yield from ((number, bench.outcome(task)) for number, task in enumerate(tasks))
        return
    with closing(_Crew(tasks, sandboxes)) as crew:
        crew.hire(min(jobs, len(tasks)))
        yield from crew.work()


class _MissedError(GraderError):
    """Ends a trial at its first miss."""

    def __init__(self, result: CheckResult) -> None:
        super().__init__("A check was missed.")
        self.result = result


class Bench:
    """What one worker works with: its sandboxes, and the oracle of the exercise that it is at. A context manager."""

    def __init__(self, sandboxes: Sandboxes, court: Court | None = None) -> None:
        self._sandboxes = sandboxes
        self._court = court
        self._made: dict[tuple[SandboxKind, int, str | None], Sandbox] = {}
        self._kept = ExitStack()
        self._suites = Suites()
        self._opened = ExitStack()
        self._oracle: tuple[object, Oracle] | None = None

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        with self._suites, self._kept:
            self._opened.close()

    def outcome(self, task: Task) -> Outcome:
        """Grade, and once more where the sandbox broke. Raises GraderFault."""
        try:
            return self._graded(task)
        except SandboxUnavailable:
            raise
        except SandboxFault:
            return self._graded(task)

    def _graded(self, task: Task) -> Outcome:
        trial, exercise = task.trial, _graded_by(task)
        if trial.seed:
            exercise = replace(exercise, plan=shuffled(exercise.plan, trial.seed))
        sandbox = self._sandbox(exercise, trial)
        started = time.monotonic()
        try:
            report = grade(
                exercise,
                trial.submission(),
                sandbox,
                oracle=self._oracle_for(exercise, trial, sandbox),
                suites=self._suites,
                court=self._court,
                on_result=_stop if trial.until_missed else _go_on,
            )
        except _MissedError as end:
            return Outcome(trial, None, end.result, time.monotonic() - started)
        missed = next((result for result in report.results if not result.finding.passed), None)
        return Outcome(trial, report, missed, time.monotonic() - started)

    def _sandbox(self, exercise: Exercise, trial: Trial) -> Sandbox:
        key = trial.sandbox, trial.seed, exercise.image
        if key not in self._made:
            self._made[key] = self._kept_if_useful(self._sandboxes.make(*key), trial)
        return self._made[key]

    def _kept_if_useful(self, sandbox: Sandbox, trial: Trial) -> Sandbox:
        """Kept for the next trial where most of them run. A container is not: that it is fresh is part of the proof."""
        forks = trial.sandbox is SandboxKind.PROCESS and sys.platform != "win32"
        return self._kept.enter_context(KeptSandbox(sandbox)) if forks and not trial.seed else sandbox

    def _oracle_for(self, exercise: Exercise, trial: Trial, sandbox: Sandbox) -> Oracle:
        """Shared by the trials of an exercise that run in the same sandbox: it only ever runs the author's words."""
        key = exercise.id, trial.sandbox, trial.seed
        if self._oracle is None or self._oracle[0] != key:
            self._opened.close()
            self._oracle = key, self._opened.enter_context(reference_subject(exercise, sandbox))
        return self._oracle[1]


def _graded_by(task: Task) -> Exercise:
    """The exercise with the checks of this trial."""
    own = tuple(PlannedCheck(check, ()) for check in task.trial.checks)
    return replace(task.exercise, plan=own) if own else task.exercise


def _stop(result: CheckResult) -> None:
    if not result.finding.passed:
        raise _MissedError(result)


def _go_on(_result: CheckResult) -> None:
    """Nobody waits for single results."""


@dataclass
class _Worker:
    """A process, our end of its pipe, and whether it has a task."""

    process: BaseProcess
    pipe: Connection
    is_busy: bool = False


@dataclass
class _Crew:
    """The parent's side."""

    tasks: Sequence[Task]
    sandboxes: Sandboxes
    workers: list[_Worker] = field(default_factory=list)
    given_out: int = 0

    def hire(self, count: int) -> None:
        """Start the workers, each on a first task."""
        for _ in range(count):
            forks = sys.platform == "linux" and threading.active_count() == 1
            context: Any = multiprocessing.get_context("fork" if forks else "spawn")
            ours, theirs = context.Pipe()
            inherited = [ours, *(worker.pipe for worker in self.workers)] if forks else []
            arguments = (theirs, tuple(self.tasks), self.sandboxes, inherited)
            with _ctrl_c_waits():
                process = context.Process(target=_serve, args=arguments, name="grade-verify")
                process.start()
                self.workers.append(_Worker(process, ours))
            theirs.close()
            self._hand_out(self.workers[-1])

    def work(self) -> Iterator[tuple[int, Outcome]]:
        """Hear and hand out until nothing is left."""
        while busy := [worker for worker in self.workers if worker.is_busy]:
            ready = wait([worker.pipe for worker in busy])
            for worker in [worker for worker in busy if worker.pipe in ready]:
                message = _heard(worker)
                self._hand_out(worker)
                yield message

    def _hand_out(self, worker: _Worker) -> None:
        worker.is_busy = self.given_out < len(self.tasks)
        with suppress(OSError):  # a worker that has ended is noticed when it is heard
            if worker.is_busy:
                worker.pipe.send(self.given_out)
                self.given_out += 1
            else:
                worker.pipe.close()

    def close(self) -> None:
        """End the workers: those at rest by a word, those at work by a signal, which they take as Ctrl-C."""
        for worker in self.workers:
            if worker.is_busy and worker.process.pid:
                worker.process.terminate()
            with suppress(OSError):
                worker.pipe.close()
        for worker in self.workers:
            worker.process.join(END_S)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _heard(worker: _Worker) -> tuple[int, Outcome]:
    """What the worker has to say. Raises GraderFault."""
    try:
        message = worker.pipe.recv()
    except (EOFError, OSError) as error:
        worker.is_busy = False
        raise GraderFault("A worker ended before it was done.", "Is there enough memory? Start again.") from error
    if isinstance(message, GraderError):
        raise message
    number, outcome = message
    return int(number), outcome


def _serve(pipe: Connection, tasks: Sequence[Task], sandboxes: Sandboxes, inherited: Sequence[Connection]) -> None:
    """A worker's life: one task after the other until the pipe closes."""
    for parents in inherited:  # or nobody would notice when the parent is gone
        parents.close()
    signal.signal(signal.SIGINT, _nothing)  # the terminal sends Ctrl-C to us too; the parent tells us to end
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            signal.signal(signal.SIGTERM, _end)
            convene(lambda court: _serve_tasks(pipe, tasks, sandboxes, court))
        finally:
            signal.signal(signal.SIGTERM, _nothing)


def _serve_tasks(pipe: Connection, tasks: Sequence[Task], sandboxes: Sandboxes, court: Court) -> NoReturn:
    """Raises EOFError, OSError, KeyboardInterrupt: the parent is gone, or has told us to end."""
    with Bench(sandboxes, court) as bench:
        while True:
            number = pipe.recv()
            try:
                pipe.send((number, bench.outcome(tasks[number])))
            except GraderError as error:
                pipe.send(error)


def _nothing(_number: int, _frame: object) -> None:
    """Not SIG_IGN: that would be inherited by what we start."""


def _end(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


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
