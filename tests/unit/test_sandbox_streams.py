"""Deadlines, caps and the engine's framing, on wires in memory."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from grader.errors import SubjectGone, SubjectSilent
from grader.sandboxes.docker_stream import DockerWire
from grader.sandboxes.stream import READ_AHEAD_BYTES, Stream

LONG_S = 60.0


class Trickle:
    """A wire that gives one byte per read for ever and takes one byte per write."""

    def filenos(self) -> tuple[int, int]:
        """Nobody has to wait for it."""
        raise AssertionError

    def read(self) -> bytes:
        """One byte."""
        return b"x"

    def write(self, data: memoryview) -> int:
        """One byte."""
        return 1


def test_trickle_does_not_put_off_the_deadline() -> None:
    """Bytes that drop in one by one count as silence once the time is over, in both directions."""
    ticks = itertools.count()  # one second passes each time somebody looks
    stream = Stream(Trickle(), lambda: float(next(ticks)))

    with pytest.raises(SubjectSilent):
        stream.receive(1000, 20)
    with pytest.raises(SubjectSilent):
        stream.send(bytes(1000), 20)


@pytest.fixture
def pair() -> Iterator[tuple[Stream, DockerWire, socket.socket]]:
    """A stream over an attached socket, its wire, and the engine's end of the socket."""
    ours, engine = socket.socketpair()
    wire = DockerWire(ours)
    yield Stream(wire), wire, engine
    wire.close()
    engine.close()


def frame(number: int, payload: bytes) -> bytes:
    """A frame as the engine makes it."""
    return bytes([number, 0, 0, 0]) + len(payload).to_bytes(4, "big") + payload


@pytest.mark.parametrize("step", [1, 3, 7, 8, 9, 1000])
def test_frames_are_taken_apart_wherever_they_are_cut(
    pair: tuple[Stream, DockerWire, socket.socket], step: int
) -> None:
    """Standard output is what is left, also of empty frames and with standard error in between."""
    _, wire, engine = pair
    data = frame(1, b"one ") + frame(2, b"noise" * 9) + frame(1, b"") + frame(1, b"two") + frame(2, b"noise")
    found = b""
    for start in range(0, len(data), step):
        engine.sendall(data[start : start + step])
        found += wire.read()

    assert found == b"one two"


def test_sending_goes_in_without_frames(pair: tuple[Stream, DockerWire, socket.socket]) -> None:
    """Standard input is plain bytes."""
    stream, _, engine = pair
    stream.send(b"question", LONG_S)

    assert engine.recv(100) == b"question"


def test_end_of_the_connection_is_the_end(pair: tuple[Stream, DockerWire, socket.socket]) -> None:
    """What came before the end can be read; then the subject is gone."""
    stream, _, engine = pair
    engine.sendall(frame(1, b"bye"))
    engine.close()

    assert stream.receive(3, LONG_S) == b"bye"
    with pytest.raises(SubjectGone):
        stream.receive(1, LONG_S)
    with pytest.raises(SubjectGone):
        stream.send(b"x", LONG_S)


def test_flood_is_read_only_up_to_the_cap(pair: tuple[Stream, DockerWire, socket.socket]) -> None:
    """An engine's end that floods and takes nothing is not read for ever: soon it cannot write any more."""
    stream, _, engine = pair
    engine.setblocking(False)
    flood = frame(1, bytes(60000))
    written = 0
    for _ in range(40):
        with suppress(BlockingIOError):
            while True:
                written += engine.send(flood)
        with pytest.raises(SubjectSilent):
            stream.send(bytes(4 << 20), 0)

    assert written < 2 * READ_AHEAD_BYTES


def test_closing_twice_is_harmless(pair: tuple[Stream, DockerWire, socket.socket]) -> None:
    """Cutting the connection also works after the other side has gone."""
    _, wire, engine = pair
    engine.close()

    wire.close()
    wire.close()
