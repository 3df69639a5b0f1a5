"""Bytes with deadlines over a wire that never blocks; shared by the adapters.

Why it is so: while we write we also read, up to a cap. A guest that prints while we send fills its buffer, then we
fill ours, and without the reading both would wait for ever.
"""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable
from typing import Protocol

from grader.errors import SubjectGone, SubjectSilent

READ_AHEAD_BYTES = 1024 * 1024
"""How much we take in while we write or ahead of a request; a guest that floods waits after that."""


class Wire(Protocol):
    """A two-way connection that never blocks. Both calls raise EOFError or OSError once the other side closed."""

    def filenos(self) -> tuple[int, int]:
        """Descriptors to wait on: for reading, for writing. They may be the same."""

    def read(self) -> bytes:
        """What is there now, at most some 64 KiB; empty when nothing is."""

    def write(self, data: memoryview) -> int:
        """How much of `data` could be written now; 0 when nothing could."""


class Stream:
    """`send` and `receive` of the Channel port over a wire."""

    def __init__(self, wire: Wire, clock: Callable[[], float] = time.monotonic) -> None:
        self._wire = wire
        self._clock = clock
        self._buffer = bytearray()
        self._ended = False

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`. Raises SubjectGone, SubjectSilent."""
        deadline = self._clock() + timeout_s
        rest = memoryview(data)
        while rest:
            if len(self._buffer) < READ_AHEAD_BYTES:
                self._fill()
            written = self._write(rest)
            rest = rest[written:]
            if rest:
                self._wait(deadline, writing=True, at_once=written > 0)

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read exactly `size` bytes. Raises SubjectGone, SubjectSilent."""
        deadline = self._clock() + timeout_s
        while len(self._buffer) < size:
            got = self._fill()
            if self._ended and len(self._buffer) < size:
                raise _gone()
            if len(self._buffer) < size:
                self._wait(deadline, writing=False, at_once=got)
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def discard(self, timeout_s: float) -> bool:
        """Throw away what comes until the other side closes or the time is over; whether it closed."""
        deadline = self._clock() + timeout_s
        while not self._ended:
            self._buffer.clear()
            got = self._fill()
            try:
                self._wait(deadline, writing=False, at_once=got or self._ended)
            except SubjectSilent:
                break
        return self._ended

    def _fill(self) -> bool:
        if self._ended:
            return False
        try:
            data = self._wire.read()
        except (EOFError, OSError):
            self._ended = True
            return False
        self._buffer += data
        return bool(data)

    def _write(self, rest: memoryview) -> int:
        if self._ended:
            raise _gone()
        try:
            return self._wire.write(rest)
        except (EOFError, OSError) as error:
            self._ended = True
            raise _gone() from error

    def _wait(self, deadline: float, *, writing: bool, at_once: bool) -> None:
        """Wait for the wire; with `at_once` only look at the clock, so that a steady trickle cannot go on for ever."""
        left = deadline - self._clock()
        if left <= 0:
            raise SubjectSilent("The program in the sandbox did not answer in time.")
        if at_once:
            return
        reader, writer = self._wire.filenos()
        events = {writer: selectors.EVENT_WRITE} if writing else {}
        if not writing or len(self._buffer) < READ_AHEAD_BYTES:
            events[reader] = events.get(reader, 0) | selectors.EVENT_READ
        with selectors.DefaultSelector() as selector:
            for descriptor, mask in events.items():
                selector.register(descriptor, mask)
            selector.select(left)


def _gone() -> SubjectGone:
    return SubjectGone("The program in the sandbox ended before it answered.")
