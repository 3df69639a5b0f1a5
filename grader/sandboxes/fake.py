"""A sandbox in memory: a scripted other side, for tests of everything above the port.

`FakeSandbox(lambda agent: lambda data: data)`: every sandbox sends back what it is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from grader.errors import SubjectGone, SubjectSilent
from grader.sandbox import Ending, EndingKind, Limits, SandboxInfo, SandboxKind


@dataclass(frozen=True)
class Silence:
    """The other side says nothing (more) to this."""


@dataclass(frozen=True)
class Gone:
    """The other side ends, in this way, after it has said `last`."""

    ending: Ending = field(default_factory=lambda: Ending(EndingKind.EXITED, "exit status 1"))
    last: bytes = b""


Answer = bytes | Silence | Gone
Reply = Callable[[bytes], Answer]
"""What the other side says to the bytes of one `send`."""


def silent(_agent: str) -> Reply:
    """The other side that never says anything."""
    return lambda _: Silence()


class FakeSandbox:
    """Counts what was started and stopped. `begin` gets the agent's text and gives the other side of one sandbox.

    An exception that `begin` raises is a start that fails half-way. Safe to use from several threads.
    """

    def __init__(self, begin: Callable[[str], Reply] = silent) -> None:
        self._begin = begin
        self._lock = threading.Lock()
        self.started = 0
        self.stopped = 0

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[FakeChannel]:
        """A fresh scripted sandbox. Raises what `begin` raises."""
        with self._lock:
            self.started += 1
        try:
            yield FakeChannel(self._begin(agent))
        finally:
            with self._lock:
                self.stopped += 1

    def info(self) -> SandboxInfo:
        """It is the fake."""
        return SandboxInfo(SandboxKind.FAKE, None)


class FakeChannel:
    """Answers at once; a silence is one whatever the deadline."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._buffer = bytearray()
        self._ending = Ending(EndingKind.RUNNING)

    def send(self, data: bytes, timeout_s: float) -> None:
        """Let the script answer. Raises SubjectGone after the script's end."""
        if self._ending.kind is not EndingKind.RUNNING:
            raise SubjectGone("The scripted subject has ended.")
        answer = self._reply(data)
        if isinstance(answer, Gone):
            self._ending = answer.ending
            self._buffer += answer.last
        elif isinstance(answer, bytes):
            self._buffer += answer

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Take from what was answered. Raises SubjectGone, SubjectSilent."""
        if len(self._buffer) < size:
            if self._ending.kind is not EndingKind.RUNNING:
                raise SubjectGone("The scripted subject has ended.")
            raise SubjectSilent("The scripted subject is silent.")
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def ending(self) -> Ending:
        """As scripted."""
        return self._ending
