"""The judge's conversation with a hostile subject that owns the pipe: a few requests, then honest ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from grader.dialogue import Dialogue, agent_text
from grader.errors import SandboxFault
from grader.requests import Answer, Evaluate, Evaluated, Frame, Import, Imported, Raised, Reply, Request, Run
from grader.sandbox import Limits
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission
from tests.fuzz.peers import HONEST, Memory, Script, hostile, spoilt_step
from tests.fuzz.wires import judge

SUBMISSION = Submission.of(
    {
        "tools.py": b'"""Tools."""\nimport math\nfrom pkg import shapes as s\n\n__all__ = ["double"]\n\n\n'
        b'def double(x, *, y: int = 2, **rest):\n    """Twice."""\n    return x * 2\n\n\n'
        b"class Box:\n    def open(self): return self\n\n\nif __name__ == '__main__':\n    print(double(input()))\n",
        "pkg/__init__.py": b"",
        "pkg/shapes.py": b"def area(a, b=1):\n    return a * b\n\ndef fail(n):\n    raise ValueError('no: \\u202e')\n",
        "broken.py": b"def f(:\n",
        "main.py": b"import sys\nimport tools\nprint('caf\\xe9', *sys.argv[1:])\ntools.nothing\n",
        "notes.txt": b"hello",
    }
)
LAST = Evaluate("import tools", ("tools.double(21)",))
REQUESTS: tuple[Request, ...] = (
    LAST,
    Import("import tools", ("double", "Box", "Box.open", "missing")),
    Import("from pkg import *"),
    Import("import broken"),
    Evaluate("from pkg.shapes import area, fail", ("area(3)", "area", "fail(1)")),
    Evaluate("", ("x", "{x: [1, (2.5, None)], 'b': b'raw'}", "{1, 2**70, '\\ud800'}"), ({"x": 2}, {"x": "é"})),
    Evaluate("import broken", ("1",)),
    Run(("main.py", "-v")),
    Run(("-m", "tools"), "4\n"),
)


class Replies:
    """What the judge makes of replies that a hostile subject writes."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._hello, self._outline, *self._honest = memory.trees

    def make(self, random: Random) -> bytes:
        """One to three requests, and a step for hello, outline and each of them, of which one or two are wrong."""
        about = [random.randrange(len(REQUESTS)) for _ in range(random.choice((1, 1, 2, 3)))]
        honest = [self._hello, self._outline, *(self._honest[number] for number in about)]
        weights = [1, 2, *(8 for _ in about)]
        wrong = random.choices(range(len(honest)), weights, k=random.choice((1, 1, 2)))
        steps = [
            spoilt_step(reply, number, random, self._memory.trees) if number in wrong else HONEST
            for number, reply in enumerate(honest)
        ]
        return Script(about, tuple(steps)).saved()

    def run(self, case: bytes) -> list[str]:
        """Hold the conversation; whatever was said in it, the right answer comes soon after."""
        script = Script.load(case)
        with hostile(script, self._memory) as peer, Dialogue(peer, SUBMISSION, Limits(), agent_text()) as subject:
            ends = [_end_of(subject, REQUESTS[number], script) for number in script.about]
            assert any(_is_right(subject, script) for _ in script.steps)
        return [*("opened" for step in script.steps[:2] if step != HONEST), *_of_wrong(ends, script)]


def _of_wrong(ends: list[str], script: Script) -> Iterator[str]:
    """The ends of the requests that got no honest reply."""
    return (end for end, step in zip(ends, script.steps[2:], strict=True) if step != HONEST)


def _is_right(subject: Dialogue, script: Script) -> bool:
    try:
        body = subject.perform(LAST).body
    except SandboxFault:
        return _may_be_lost(script)
    return isinstance(body, Evaluated) and body.answers == (Answer(value=42),)


def _end_of(subject: Dialogue, request: Request, script: Script) -> str:
    """How a request ended."""
    try:
        reply = subject.perform(request)
    except SandboxFault:
        assert _may_be_lost(script)
        return "lost"
    look_at(reply)
    return str(reply.end)


def _may_be_lost(script: Script) -> bool:
    """Only a sandbox that was lost is a fault of ours."""
    return any(step.ending == "lost" for step in script.steps)


def look_at(reply: Reply) -> None:
    """Read all of a reply as checks and diagnoses do: every text can be written, every value shown and compared."""
    _write(reply.detail, reply.stdout, reply.stderr)
    _look_at_frames(reply.stuck_at)
    _look_at_raised(reply.raised)
    if isinstance(reply.body, Imported):
        _look_at_raised(reply.body.raised)
        for name, bound in (*reply.body.bound.items(), *reply.body.inspected.items()):
            _write(name, bound.type, *(bound.exports or ()), *(param.name for param in bound.params or ()))
    if isinstance(reply.body, Evaluated):
        _look_at_raised(reply.body.given_raised)
        for answer in reply.body.answers:
            judge(answer.value)
            _look_at_raised(answer.raised)


def _look_at_raised(raised: Raised | None) -> None:
    if raised is None:
        return
    _write(raised.type, raised.text, raised.name or "", *raised.builtins)
    _look_at_frames(raised.frames)
    assert raised.origin is None or raised.origin in SUBMISSION.files
    assert type(raised.line) in {int, type(None)}


def _look_at_frames(frames: Sequence[Frame]) -> None:
    for frame in frames:
        _write(frame.function)
        assert frame.path in SUBMISSION.files
        assert type(frame.line) is int


def _write(*texts: str) -> None:
    for text in texts:
        text.encode()


@contextmanager
def replies() -> Iterator[Replies]:
    """The target, with what a real agent replies."""
    memory = Memory()
    with Dialogue(memory.recorded(ProcessSandbox()), SUBMISSION, Limits(), agent_text()) as subject:
        for request in REQUESTS:
            subject.perform(request)
    yield Replies(memory)
