"""The pipes of a process as a channel, without deadlines."""

from __future__ import annotations

import subprocess

from grader.sandbox import Ending, EndingKind


class Pipes:
    """Standard input and output of a process that was started with both as pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.sink, self.source = process.stdin, process.stdout

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`."""
        self.sink.write(data)
        self.sink.flush()

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read `size` bytes, or what there is before the end."""
        return self.source.read(size)

    def ending(self) -> Ending:
        """Nothing is known."""
        return Ending(EndingKind.RUNNING)
