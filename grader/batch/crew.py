"""The parent of a batch: hands out one hand-in at a time, hears what became of it, replaces dead workers.

Workers are forks of the parent where that is safe, on Linux before there is any other thread: they then have all that
it has loaded, which otherwise costs each of them as much as grading several submissions.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from grader.batch.terms import Assignment, Begun, Failure, Outcome, Task, maximum_of, row_of
from grader.batch.worker import serve
from grader.errors import GraderError, GraderFault
from grader.ledger import Status

STARTS_AT_MOST = 2
"""a submission that took its worker down this often is left alone, so that it cannot take the class with it"""
FALSE_STARTS_AT_MOST = 20
"""workers that died one after the other before they had begun anything: then none will ever come up"""

GIVEN_UP = "Grading this submission ended its worker twice; it was left alone."


class Outcomes(Iterator[Outcome]):
    """The outcomes of tasks as they come (not in order).

    Workers start at once and end when there is no work left for them; `close` waits for that.
    """

    def __init__(self, assignment: Assignment, tasks: Sequence[Task], jobs: int) -> None:
        self._crew = _Crew(assignment, deque(tasks), max(1, min(jobs, len(tasks))))
        self._found = self._crew.work()
        self._is_closed = False
        try:
            self._crew.hire()
        except BaseException:
            self.close()
            raise

    def __next__(self) -> Outcome:
        """The next outcome.

        Raises:
            GraderFault, UsageError: the workers cannot work; what is done is kept.
        """
        return next(self._found)

    def close(self) -> None:
        """End the workers; what is done is kept."""
        if self._is_closed:
            return
        self._is_closed = True
        self._crew.dismiss()
        with suppress(GraderError):  # the next run cleans up, too
            self._crew.clean_up()


def run_batch(assignment: Assignment, tasks: Sequence[Task], jobs: int) -> Outcomes:
    """Grade all tasks with `jobs` workers."""
    return Outcomes(assignment, tasks, jobs)


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

    def hire(self) -> None:
        """Start the workers."""
        while self.todo and len(self.workers) < self.jobs:
            self._hire()

    def work(self) -> Iterator[Outcome]:
        """Hand out, hear, replace; until nothing is left."""
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
                self.has_lost_workers = True  # the signal can come in the middle of its own cleaning up
            with suppress(OSError):
                worker.pipe.close()
        for worker in self.workers:
            worker.process.join(timeout=20)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            self.has_lost_workers |= worker.process.exitcode not in {0, -signal.SIGTERM}

    def clean_up(self) -> None:
        """Remove what ended workers left in the sandbox's place: the first use of a sandbox looks for that."""
        if self.has_lost_workers:
            with self.assignment.equipment.open() as bench:
                bench.sandbox.info()

    def _hire(self) -> None:
        """Start one more worker on the next task."""
        forks = sys.platform == "linux" and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        ours, theirs = context.Pipe()
        inherited = [ours, *(worker.pipe for worker in self.workers)] if forks else []
        process = context.Process(target=_start, args=(theirs, self.assignment, inherited), name="grade-worker")
        with _ctrl_c_waits():
            _flush()
            process.start()
            self.workers.append(_Worker(process, ours))
        theirs.close()
        self._hand_out(self.workers[-1])

    def _hand_out(self, worker: _Worker) -> None:
        worker.has_begun = False
        worker.task = self.todo.popleft() if self.todo else None
        with suppress(OSError):  # a worker that died meanwhile is noticed when it is heard
            if worker.task is None:
                worker.pipe.close()  # it ends, and cleans up beside those that are at work
            else:
                worker.pipe.send(replace(worker.task, left=-(-len(self.todo) // self.jobs)))

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


def _start(pipe: Connection, assignment: Assignment, inherited: Sequence[Connection]) -> None:
    """In the worker: let go of the parent's ends, or nobody would notice when the parent is gone; then serve."""
    for parents in inherited:
        parents.close()
    serve(pipe, assignment)


def _flush() -> None:
    """Write out what is waiting to be printed, or a fork would print it once more."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()


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
    row = row_of(task, Status.GRADER_ERROR, message=GIVEN_UP)
    with assignment.equipment.open() as bench:
        bench.journal.record(assignment.run, row)
    return Outcome(task, row, None, maximum_of(assignment.exercise), is_known=False)
