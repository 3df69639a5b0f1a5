"""The parent of a batch: hands out one hand-in at a time, hears what became of it, replaces dead workers."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from grader.batch.terms import Assignment, Begun, Failure, Outcome, Task, maximum_of, row_of
from grader.batch.worker import serve
from grader.errors import GraderError, GraderFault
from grader.ledger import Status

STARTS_AT_MOST = 2
"""a submission that took its worker down this often is left alone, so that it cannot take the class with it"""
FALSE_STARTS_AT_MOST = 20
"""workers that died one after the other before they had begun anything: then none will ever come up"""

GIVEN_UP = "Grading this submission ended its worker twice; it was left alone."


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
        with suppress(GraderError):  # the next run cleans up, too
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
            self.has_lost_workers |= worker.process.exitcode not in {0, -signal.SIGTERM}

    def clean_up(self) -> None:
        """Remove what killed workers left in the sandbox's place: the first use of a sandbox looks for that."""
        if self.has_lost_workers:
            with self.assignment.equipment.open() as bench:
                bench.sandbox.info()

    def _hire(self) -> None:
        """Start one more worker on the next task."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.assignment), name="grade-worker", daemon=False)
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
    row = row_of(task, Status.GRADER_ERROR, message=GIVEN_UP)
    with assignment.equipment.open() as bench:
        bench.journal.record(assignment.run, row)
    return Outcome(task, row, None, maximum_of(assignment.exercise), is_known=False)
