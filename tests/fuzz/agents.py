"""The agent's side: requests made wrong on their way, and sources that it reads before any of their code runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from grader.dialogue import Dialogue, agent_text
from grader.errors import SubjectGone, SubmissionRejected
from grader.sandbox import Channel, Limits, Sandbox
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission
from tests.fuzz.mutations import Tree, bytes_of, latin, spoilt_bytes, spoilt_text, spoilt_tree, written
from tests.fuzz.peers import HEADER_BYTES, framed
from tests.fuzz.replies import REQUESTS, SUBMISSION
from tests.fuzz.rounds import PATIENCE_S
from tests.fuzz.wires import wire

MAX_REQUEST_BYTES = 64 * 1024 * 1024
"""what the agent takes: with more than that it ends"""
MAX_MISSING_BYTES = 1024 * 1024
HONEST_SEQ = 700_000
"""the number of the first honest request; no other request has one near to it"""
SOURCES = Path(__file__).parents[2] / "solutions"


class _Heard:
    """A sandbox in which nobody answers: it keeps what the judge sends."""

    def __init__(self) -> None:
        self.frames: list[Tree] = []

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """Hand out the sandbox itself as the channel of a real one, which answers."""
        with ProcessSandbox().start(agent, limits) as channel:
            self._channel = channel
            yield self

    def info(self) -> Any:
        """As a real one."""
        return ProcessSandbox().info()

    def send(self, data: bytes, timeout_s: float) -> None:
        """Keep it, and pass it on."""
        self.frames.append(json.loads(data[HEADER_BYTES:]))
        self._channel.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Pass it on."""
        return self._channel.receive(size, timeout_s)

    def ending(self) -> Any:
        """Pass it on."""
        return self._channel.ending()


class Requests:
    """A real agent that gets wrong requests: it ends, or the next honest request gets the right reply."""

    def __init__(self, sandbox: Sandbox, requests: list[Tree]) -> None:
        self._sandbox = sandbox
        self._hello, *self._requests = requests

    def make(self, random: Random) -> bytes:
        """A hello, mostly a right one, and some frames, all of them wrong."""
        hello = framed(written(self._hello).encode())
        if random.random() < 0.1:
            hello = self._spoilt(self._hello, random)
        frames = [self._spoilt(random.choice(self._requests), random) for _ in range(8)]
        return json.dumps([latin(frame) for frame in (hello, *frames)]).encode()

    def _spoilt(self, request: Tree, random: Random) -> bytes:
        chance = random.random()
        if chance < 0.45:
            request = spoilt_tree(request, random, self._requests, random.choice((1, 1, 2, 4)))
        elif chance < 0.8 and isinstance(request, dict) and "bindings" in request:
            request = {**request, "bindings": [{"x": spoilt_tree(wire(random, 3), random, self._requests)}]}
        data = written(request).encode()
        if chance >= 0.8:
            data = spoilt_bytes(data, random, random.choice((1, 1, 3)))
        if random.random() < 0.95:
            return framed(data)
        declared = random.choice(
            (0, 1, len(data) // 2, len(data) + 1, len(data) + 5_000, MAX_REQUEST_BYTES + 1, 2**32 - 1)
        )
        return declared.to_bytes(HEADER_BYTES, "big") + data

    def run(self, case: bytes) -> list[str]:
        """Send one after the other, each with an honest request behind it, until the agent ends."""
        frames = [bytes_of(text) for text in json.loads(case)]
        outcomes = []
        with self._sandbox.start(agent_text(), Limits()) as channel:
            for number, frame in enumerate(frames):
                try:
                    _send(channel, frame)
                    _send(channel, framed(_honest(HONEST_SEQ + number)))
                    outcomes.append(_reply_to(channel, HONEST_SEQ + number))
                except SubjectGone:
                    return [*outcomes, "ended"][1:] or ["ended"]
        return outcomes[1:]


def _honest(number: int) -> bytes:
    request = {"seq": number, "op": "evaluate", "given": "", "asks": ["6 * 7"], "bindings": [], "deadline_s": 20.0}
    return json.dumps(request).encode()


def _send(channel: Channel, data: bytes) -> None:
    """Send the bytes, and what is missing of a frame that says that it is longer."""
    channel.send(data + b" " * _missing(data), PATIENCE_S)


def _missing(data: bytes) -> int:
    """How many bytes the agent still waits for; none after a length at which it ends, or one too long for a test."""
    while data:
        size = int.from_bytes(data[:HEADER_BYTES], "big") if len(data) >= HEADER_BYTES else 0
        if size > MAX_REQUEST_BYTES:
            return 0
        if len(data) < HEADER_BYTES + size:
            return HEADER_BYTES + size - len(data)
        data = data[HEADER_BYTES + size :]
    return 0


def _reply_to(channel: Channel, number: int) -> str:
    """What the agent says to the honest request of that number; replies to others may come before it."""
    while True:
        size = int.from_bytes(channel.receive(HEADER_BYTES, PATIENCE_S), "big")
        reply = json.loads(channel.receive(size, PATIENCE_S))
        if reply["seq"] == number:
            break
    if reply["end"] == "replied":
        assert json.loads(reply["body"]) == {"given_raised": None, "answers": [{"value": 42}]}
    return str(reply["end"])


class Sources:
    """A real agent that reads sources: whatever they are, there are facts of each, or the reason why not."""

    def __init__(self, sandbox: Sandbox, sources: list[str]) -> None:
        self._sandbox = sandbox
        self._sources = sources

    def make(self, random: Random) -> bytes:
        """Ten files, all of them wrong in some way."""
        files = {f"m{number}.py": latin(self._spoilt(random)) for number in range(10)}
        return json.dumps(files).encode()

    def _spoilt(self, random: Random) -> bytes:
        text = random.choice(self._sources)
        chance = random.random()
        if chance < 0.2:
            return _costly(random).encode("utf-8", "surrogatepass")
        if chance < 0.6:
            for _ in range(random.choice((1, 2, 5))):
                text = spoilt_text(text, random)
            return text.encode(random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "utf-7")), "replace")
        return spoilt_bytes(text.encode(), random, random.choice((1, 2, 5)))

    def run(self, case: bytes) -> list[str]:
        """Ask for the outline."""
        files = {path: bytes_of(text) for path, text in json.loads(case).items()}
        try:
            submission = Submission.of(files)
        except SubmissionRejected:
            return ["rejected"]
        with Dialogue(self._sandbox, submission, Limits(), agent_text()) as subject:
            outline = subject.outline()
        assert sorted(outline.files) == sorted(files)
        return [facts.parse_error.kind if facts.parse_error else "read" for facts in outline.files.values()]


def _costly(random: Random) -> str:
    """A source that is much work for a parser, or for whoever reads what is found in it."""
    count = random.choice((10, 100, 1_000, 20_000))
    return random.choice(
        (
            *("-" * count + "1", "(" * count + ")" * count, "[" * count, "x = " + "9" * count, "a." * count + "b"),
            *("if x:\n" * min(count, 200) + " pass", "import a, " * count + "b", "__all__ = [" + "''," * count + "]"),
            *("import " + "a." * count + "b", "from " + "." * count + " import x", "f(" * min(count, 90) + ")" * 90),
            *("\n".join(f"def f{n}(a, b=1, *c, d, **e): pass" for n in range(min(count, 5_000))), "x" * count),
            *("class A:\n" + "".join(f" def m{n}(self): return {n}\n" for n in range(min(count, 5_000))), "\0" * count),
            *(
                "lambda: " * min(count, 1_000) + "0",
                "a = " * count + "1",
                "f'{" * min(count, 100),
                "é" * count + " = 1",
            ),
            *("'" + "\\ud800" * count + "'", f"__all__ = ['\\ud800', '{'x' * count}']", "# coding: " + "k" * count),
            *("import sys\n" + "sys.path.append('.')\n" * count, "print(1)\n" * count, "\f" * count, "\r" * count),
        )
    )


@contextmanager
def requests() -> Iterator[Requests]:
    """The target, with what a real judge asks."""
    heard = _Heard()
    with Dialogue(heard, SUBMISSION, Limits(), agent_text()) as subject:
        for request in REQUESTS:
            subject.perform(request)
    yield Requests(ProcessSandbox(), heard.frames)


@contextmanager
def sources() -> Iterator[Sources]:
    """The target, with all sources that the solutions have."""
    found = [path.read_bytes().decode("utf-8", "replace") for path in sorted(SOURCES.rglob("*.py"))]
    yield Sources(ProcessSandbox(), found)
