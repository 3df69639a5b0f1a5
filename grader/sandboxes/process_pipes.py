"""The pipes to an agent that is our child process: without blocking where pipes can do that, else with threads."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress

from grader.errors import SubjectGone, SubjectSilent
from grader.sandboxes.stream import READ_AHEAD_BYTES

READ_BYTES = 64 * 1024


class PipeWire:
    """Two pipe ends as a wire (POSIX): `reader` is the agent's standard output, `writer` its standard input."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader = reader
        self._writer = writer
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)

    def filenos(self) -> tuple[int, int]:
        """For reading, for writing."""
        return self._reader, self._writer

    def read(self) -> bytes:
        """What is there now. Raises EOFError once nobody can write any more."""
        try:
            data = os.read(self._reader, READ_BYTES)
        except BlockingIOError:
            return b""
        if not data:
            raise EOFError
        return data

    def write(self, data: memoryview) -> int:
        """Write what the pipe takes now."""
        try:
            return os.write(self._writer, data)
        except BlockingIOError:
            return 0


class ThreadedStream:
    """`send` and `receive` of the Channel port for pipes that can only block (Windows).

    The two threads end when the process at the other end has ended; end it before the pipes are closed.
    """

    def __init__(self, reader: int, writer: int) -> None:
        self._reader = reader
        self._writer = writer
        self._changed = threading.Condition()
        self._incoming = bytearray()
        self._outgoing = bytearray()
        self._wanted = READ_AHEAD_BYTES
        self._ended = False
        for work in (self._read_on, self._write_on):
            threading.Thread(target=work, daemon=True).start()

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`. Raises SubjectGone, SubjectSilent."""
        with self._changed:
            self._outgoing += data
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._ended or not self._outgoing, timeout_s)
            if self._outgoing:
                raise _gone() if self._ended else _silent()

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read exactly `size` bytes. Raises SubjectGone, SubjectSilent."""
        with self._changed:
            self._wanted = max(size, READ_AHEAD_BYTES)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._ended or len(self._incoming) >= size, timeout_s)
            if len(self._incoming) < size:
                raise _gone() if self._ended else _silent()
            data = bytes(self._incoming[:size])
            del self._incoming[:size]
            self._changed.notify_all()
            return data

    def discard(self, timeout_s: float) -> bool:
        """Throw away what comes until the other side closes or the time is over; whether it closed."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while not self._ended and time.monotonic() < deadline:
                self._incoming.clear()
                self._changed.notify_all()
                self._changed.wait(max(0.0, deadline - time.monotonic()))
            return self._ended

    def _read_on(self) -> None:
        data = b"."
        while data:
            data = b""
            with suppress(OSError):
                data = os.read(self._reader, READ_BYTES)
            with self._changed:
                self._incoming += data
                if not data:
                    self._ended = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._ended or len(self._incoming) < self._wanted)

    def _write_on(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or bool(self._outgoing))
                if self._ended:
                    return
                data = bytes(self._outgoing[:READ_BYTES])
            written = 0
            with suppress(OSError):
                written = os.write(self._writer, data)
            with self._changed:
                del self._outgoing[:written]
                if not written:
                    self._ended = True
                self._changed.notify_all()


def _gone() -> SubjectGone:
    return SubjectGone("The program in the sandbox ended before it answered.")


def _silent() -> SubjectSilent:
    return SubjectSilent("The program in the sandbox did not answer in time.")
