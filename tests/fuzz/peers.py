"""The other side of the judge's pipe in other hands: sandboxes that play a script, byte by byte and by their own clock.

What an honest agent says is recorded from a real one first, so that what is made wrong was right before.
"""

from __future__ import annotations

import json
import socket
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from random import Random
from types import TracebackType
from typing import Any, Self

from grader.sandbox import Channel, Ending, EndingKind, Limits, Sandbox, SandboxInfo, SandboxKind
from grader.sandboxes.stream import Stream
from grader.wire import MAX_OUTLINE_BYTES, MAX_PARTS, MAX_REPLY_BYTES
from tests.fuzz.mutations import Tree, bytes_of, latin, spoilt_bytes, spoilt_text, spoilt_tree, written

HEADER_BYTES = 4
STALL_S = 0.5
"""how much time passes when somebody looks and nothing is there"""
ASK_S = 90.0
"""the longest that one request may take: 30 s to be taken, 35 s until a reply begins, 10 s until it ends, and some"""

Json = dict[str, Tree]


def framed(data: bytes) -> bytes:
    """A frame, as both sides send them."""
    return len(data).to_bytes(HEADER_BYTES, "big") + data


# ---------------------------------------------------------------- what an honest agent said


@dataclass
class Memory:
    """Replies of a real agent: by the hello of its sandbox and the request, both without their numbers."""

    replies: dict[tuple[str, str], Json] = field(default_factory=dict)
    said: list[Json] = field(default_factory=list)
    """all replies, one after the other: where the same request gets another reply each time"""

    def reply(self, hello: Json, request: Json) -> Json | None:
        """What was said to this."""
        return self.replies.get((_unnumbered(hello), _unnumbered(request)))

    def recorded(self, sandbox: Sandbox) -> Sandbox:
        """That sandbox, with everything that is said in it kept here."""
        return _Recorder(sandbox, self)

    @property
    def trees(self) -> list[Json]:
        """All replies, in the order in which they came."""
        return list(self.replies.values())


def _unnumbered(tree: Json) -> str:
    """A request without its number, and without the time it may take, which for a stage is never twice the same."""
    return json.dumps({key: value for key, value in tree.items() if key not in ("seq", "deadline_s")}, sort_keys=True)


class _Recorder:
    def __init__(self, sandbox: Sandbox, memory: Memory) -> None:
        self._sandbox = sandbox
        self._memory = memory

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        with self._sandbox.start(agent, limits) as channel:
            yield _RecordedChannel(channel, self._memory)

    def info(self) -> SandboxInfo:
        return self._sandbox.info()


class _RecordedChannel:
    def __init__(self, channel: Channel, memory: Memory) -> None:
        self._channel = channel
        self._memory = memory
        self._hello: Json | None = None
        self._request: Json = {}

    def send(self, data: bytes, timeout_s: float) -> None:
        self._request = json.loads(data[HEADER_BYTES:])
        self._hello = self._hello or self._request
        self._channel.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        data = self._channel.receive(size, timeout_s)
        if data[:1] == b"{":  # a body; a length begins with a zero
            reply = json.loads(data)
            del reply["seq"]
            assert self._hello is not None
            self._memory.replies[_unnumbered(self._hello), _unnumbered(self._request)] = reply
            self._memory.said.append(reply)
        return data

    def ending(self) -> Ending:
        return self._channel.ending()


# ---------------------------------------------------------------- what a hostile one may do


@dataclass(frozen=True)
class Step:
    """What the other side does to one request.

    `how`: honest; say (`data`, in pieces of `piece` bytes, 0 for all at once); gone (after saying `data`); flood and
    trickle (`data` for ever, by the chunk or by the byte); deaf (it takes nothing more).
    """

    how: str
    data: bytes = b""
    piece: int = 0
    ending: str = "exited"
    filling: bytes = b""
    times: int = 0
    at: int = 0
    """where in `data` the filling stands, so many times: a large frame need not lie in memory before it is sent"""

    def saved(self) -> list[Tree]:
        """As JSON."""
        return [self.how, latin(self.data), self.piece, self.ending, latin(self.filling), self.times, self.at]

    @classmethod
    def load(cls, saved: list[Any]) -> Step:
        """The other way round."""
        how, data, piece, ending, filling, times, at = saved
        return cls(how, bytes_of(data), piece, ending, bytes_of(filling), times, at)

    def said(self) -> Iterator[bytes]:
        """What is said, piece by piece."""
        if self.times:
            yield self.data[: self.at]
            yield self.filling * self.times
            yield self.data[self.at :]
        elif self.piece:
            yield from (self.data[start : start + self.piece] for start in range(0, len(self.data), self.piece))
        elif self.data:
            yield self.data


HONEST = Step("honest")


@dataclass(frozen=True)
class Script:
    """A case: which subject and requests it is about, and what the other side does, request by request."""

    about: list[Any]
    steps: tuple[Step, ...]

    def saved(self) -> bytes:
        """The case as it is kept."""
        return json.dumps({"about": self.about, "steps": [step.saved() for step in self.steps]}).encode()

    @classmethod
    def load(cls, case: bytes) -> Script:
        """The other way round."""
        tree = json.loads(case)
        return cls(tree["about"], tuple(map(Step.load, tree["steps"])))

    @property
    def wrong_steps(self) -> int:
        """How many requests do not get an honest reply."""
        return sum(step != HONEST for step in self.steps)


def spoilt_step(honest: Json, number: int, random: Random, others: Sequence[Tree]) -> Step:
    """Something wrong in the place of this reply to the request of that number."""
    chance = random.random()
    ending = random.choice([str(kind) for kind in EndingKind])
    if chance < 0.06:
        return Step(random.choice(("deaf", "say", "gone")), ending=ending)
    if chance < 0.10:
        return Step(
            random.choice(("flood", "trickle")), random.choice((b"\0", b"x" * 99, framed(b"{}"), b"\0\0\0\x09["))
        )
    if chance < 0.11:
        return _huge(written({"seq": number, **honest}).encode(), random)
    data = spoilt_frame(honest, number, random, others)
    if chance < 0.16:
        return Step("gone", data[: random.choice((2, 4, 5, len(data) - 1, len(data)))], ending=ending)
    return Step("say", data, random.choice((0, 0, 0, 1 if len(data) < 2_000 else 0, 3, 4, 5, 4096)))


def spoilt_frame(honest: Json, number: int, random: Random, others: Sequence[Tree]) -> bytes:
    """A frame or several, or bytes that are none."""
    tree: Tree = {"seq": number, **honest}
    chance = random.random()
    if chance < 0.08:  # a reply to something else, with the right number
        other = random.choice(others)
        assert isinstance(other, dict)
        tree = {"seq": number, **other}
    elif chance < 0.15:  # the right reply to another number, perhaps before it was asked for
        tree = {**honest, "seq": number + random.choice((-1, 1, 2, 10**9))}
    elif chance < 0.45 and isinstance(honest.get("body"), str):
        tree = {"seq": number, **_with_spoilt_body(honest, random, others)}
    elif chance < 0.80:
        tree = spoilt_tree(tree, random, others, random.choice((1, 1, 1, 2, 5)))
    data = written(tree).encode("utf-8")
    if chance >= 0.80:
        data = spoilt_bytes(data, random, random.choice((1, 1, 4)))
    return _misframed(data, random)


def _with_spoilt_body(honest: Json, random: Random, others: Sequence[Tree]) -> Json:
    body = honest["body"]
    assert isinstance(body, str)
    if random.random() < 0.15:
        return {**honest, "body": spoilt_text(body, random)}
    inner = [json.loads(other["body"]) for other in others if isinstance(other, dict) and other.get("body")]
    return {**honest, "body": written(spoilt_tree(json.loads(body), random, inner, random.choice((1, 1, 2, 6))))}


def _huge(data: bytes, random: Random) -> Step:
    """A frame with about as much in it as one may hold, of what costs most to read."""
    filling = random.choice(
        (
            b'{"":1},',
            b"[],",
            b'"\xf0\x9f\x90\x8d",',
            b"1234567,",
            b'{"a":{"b":[0]}},',
            b"[[[[[[[[",
            b'\\"',
            b" ",
            b'"a"',
        )
    )
    size = random.choice((MAX_PARTS * len(filling) // 2, MAX_REPLY_BYTES, MAX_OUTLINE_BYTES)) - len(data)
    places = [index + 1 for index, byte in enumerate(data) if byte in b'[{,:"']
    times = max(0, size) // len(filling)
    header = (len(data) + times * len(filling)).to_bytes(HEADER_BYTES, "big")
    return Step("say", header + data, filling=filling, times=times, at=HEADER_BYTES + random.choice(places))


def _misframed(data: bytes, random: Random) -> bytes:
    """Mostly a right frame; else one whose length lies, or one with another behind it, or none."""
    chance = random.random()
    if chance < 0.85:
        return framed(data)
    if chance < 0.90:
        return framed(data) * 2
    if chance < 0.92:
        return random.randbytes(random.choice((1, 4, 5, 300)))
    declared = random.choice(
        (0, 1, len(data) - 1, len(data) + 1, 2**31, 2**32 - 1, MAX_REPLY_BYTES, MAX_OUTLINE_BYTES + 1)
    )
    return max(0, declared).to_bytes(HEADER_BYTES, "big") + data


# ---------------------------------------------------------------- playing it


class Clock:
    """Time that passes only when the other side lets it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds since the start."""
        return self.now


class Hostile:
    """Sandboxes of which the first plays a script; what the script leaves open, and all others, are honest.

    To be left as a context manager: it holds two sockets, which are what a wire needs to be waited for.
    """

    def __init__(self, steps: Sequence[Step], memory: Memory) -> None:
        self.clock = Clock()
        self.asked = 0
        """requests that somebody began to send, in all sandboxes"""
        self.started = 0
        self.stopped = 0
        self._steps = tuple(steps)
        self._memory = memory
        self._sockets = socket.socketpair()
        self._sockets[1].send(b".")  # never read: there is always something to be read, so nobody waits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for each in self._sockets:
            each.close()

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """A sandbox of the script, or an honest one."""
        self.started += 1
        try:
            yield _Line(_Wire(self, self._steps if self.started == 1 else (), self._memory))
        finally:
            self.stopped += 1

    def info(self) -> SandboxInfo:
        """No real one."""
        return SandboxInfo(SandboxKind.FAKE, None)

    def filenos(self) -> tuple[int, int]:
        """Descriptors that can always be read and written."""
        return self._sockets[0].fileno(), self._sockets[0].fileno()


class _Wire:
    """One sandbox's end of the pipe."""

    def __init__(self, owner: Hostile, steps: Sequence[Step], memory: Memory) -> None:
        self._owner = owner
        self._steps = deque(steps)
        self._memory = memory
        self._heard = bytearray()
        self._hello: Json | None = None
        self._says: deque[bytes] = deque()
        self._for_ever = b""
        self._is_deaf = bool(steps) and steps[0].how == "deaf"
        self.ending = Ending(EndingKind.RUNNING)

    def filenos(self) -> tuple[int, int]:
        return self._owner.filenos()

    def read(self) -> bytes:
        if self._says:
            self._owner.clock.now += 0.001
            return self._says.popleft()
        if self._for_ever:
            self._owner.clock.now += 0.05
            return self._for_ever
        if self.ending.kind is not EndingKind.RUNNING:
            raise EOFError
        self._owner.clock.now += STALL_S
        return b""

    def write(self, data: memoryview) -> int:
        if self.ending.kind is not EndingKind.RUNNING:
            raise BrokenPipeError
        if self._is_deaf:
            self._owner.clock.now += STALL_S
            return 0
        if not self._heard:
            self._owner.asked += 1
        self._heard += data
        size = int.from_bytes(self._heard[:HEADER_BYTES], "big")
        if len(self._heard) == HEADER_BYTES + size:
            self._react(json.loads(self._heard[HEADER_BYTES:]))
            self._heard.clear()
        return len(data)

    def _react(self, request: Json) -> None:
        self._hello = self._hello or request
        step = self._steps.popleft() if self._steps else HONEST
        self._is_deaf = bool(self._steps) and self._steps[0].how == "deaf"
        if step.how == "honest":
            reply = self._memory.reply(self._hello, request)
            if reply is not None:
                self._says.append(framed(json.dumps({"seq": request["seq"], **reply}).encode()))
        elif step.how in ("flood", "trickle"):
            self._for_ever = step.data[:1] if step.how == "trickle" else step.data * (64 * 1024 // len(step.data))
        else:
            self._says += step.said()
        if step.how == "gone":
            self.ending = Ending(EndingKind(step.ending), "signal 9")


class _Line(Stream):
    """The channel over such a wire: the very code that reads real sandboxes."""

    def __init__(self, wire: _Wire) -> None:
        self._own_wire = wire
        super().__init__(wire, wire._owner.clock)  # noqa: SLF001  # both are of this file

    def ending(self) -> Ending:
        """As the script has it."""
        return self._own_wire.ending


@contextmanager
def hostile(script: Script, memory: Memory) -> Iterator[Hostile]:
    """Sandboxes that play the script; at the end nothing of them is left, and nobody waited too long."""
    with ExitStack() as stack:
        peer = stack.enter_context(Hostile(script.steps, memory))
        yield peer
        assert peer.started == peer.stopped
        assert peer.clock.now <= (peer.asked + script.wrong_steps) * ASK_S
