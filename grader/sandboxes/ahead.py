"""Sandboxes started ahead of need: while one submission is graded, the next one's sandbox is being made.

A decorator of any sandbox. Each sandbox is still used once and for one submission; starting the next and removing the
last happen beside the work, in threads that end with `close`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from grader.errors import SandboxFault
from grader.sandbox import Channel, Limits, Sandbox, SandboxInfo


@dataclass(frozen=True)
class _Started:
    """A running sandbox that nobody has used yet."""

    context: AbstractContextManager[Channel]
    channel: Channel


class SandboxAhead:
    """Keeps `spare` sandboxes ready. A context manager; leaving it removes what was started and not used.

    With `spare` 0 nothing is started beyond what `warm` asks for, and never more than `expect` was told of, if it was.
    """

    def __init__(self, sandbox: Sandbox, spare: int = 0) -> None:
        self._sandbox = sandbox
        self._spare = spare
        self._expected = sys.maxsize
        self._threads = ThreadPoolExecutor(max_workers=spare + 2, thread_name_prefix="sandbox-ahead")
        self._ready: list[Future[_Started]] = []
        self._wanted: tuple[str, Limits] | None = None
        self._removals: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def info(self) -> SandboxInfo:
        """As the sandbox itself says."""
        return self._sandbox.info()

    def warm(self, agent: str, limits: Limits, count: int) -> None:
        """Begin to start so many sandboxes; returns at once. What goes wrong is raised by `start`."""
        self._prepare_for(agent, limits)
        while len(self._ready) < count:
            self._ready.append(self._threads.submit(self._start))

    def expect(self, count: int) -> None:
        """Only so many will be asked for from now on. More than that can be had, but are not started ahead."""
        self._expected = count

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """Hand out a ready sandbox, or wait for one; raises what starting it raised."""
        self._prepare_for(agent, limits)
        try:
            started = self._ready.pop(0).result() if self._ready else self._start()
            self._expected = max(0, self._expected - 1)
            self.warm(agent, limits, min(self._spare, self._expected))
            try:
                yield started.channel
            finally:
                self._removals.append(self._threads.submit(_remove, started))
                self._hear_removals()
        except SandboxFault:
            self._discard()  # what broke this one, such as a new start of the engine, broke those beside it
            raise

    def close(self) -> None:
        """Remove what is left and wait until it is gone; raises what the last removals raised."""
        self._discard()
        self._threads.shutdown(wait=True)
        self._hear_removals()

    def _hear_removals(self) -> None:
        """Forget the removals that are over; raises what one of them raised, and once, for no other is to suffer."""
        over = [removal for removal in self._removals if removal.done()]
        self._removals = [removal for removal in self._removals if removal not in over]
        for removal in over:
            removal.result()

    def _prepare_for(self, agent: str, limits: Limits) -> None:
        """What was made for another agent or other limits is of no use."""
        if self._wanted != (agent, limits):
            self._discard()
            self._wanted = (agent, limits)

    def _discard(self) -> None:
        ready, self._ready = self._ready, []
        for future in ready:
            if not future.cancel() and future.exception() is None:
                self._removals.append(self._threads.submit(_remove, future.result()))

    def _start(self) -> _Started:
        agent, limits = self._wanted or ("", Limits())
        context = self._sandbox.start(agent, limits)
        return _Started(context, context.__enter__())


def _remove(started: _Started) -> None:
    started.context.__exit__(None, None, None)
