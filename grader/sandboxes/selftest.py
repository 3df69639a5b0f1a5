"""Proof of the protections: small hogs run in a sandbox as a submission's code does, and are seen to fail.

A protection that a sandbox does not promise is not tried: on an ordinary user's machine a hog would do what that user
may do, up to ending the session.
"""

from __future__ import annotations

import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from grader.dialogue import Dialogue, agent_text
from grader.requests import End, Evaluate, Evaluated, Reply
from grader.sandbox import Limits, Sandbox
from grader.sandboxes.ability import Guard
from grader.showing import printable
from grader.submission import Submission

LIMITS = Limits(timeout_s=20, memory_mib=64, processes=16, output_kib=64, disk_mib=8)
MUCH_MIB = 64
"""of files: more than may be written, and little enough for a machine that does not stop it"""
MANY_FILES = 10_000
MANY, EACH_MIB = 8, 48
"""processes, and the memory of each: less than one may have, together more than the sandbox"""


@dataclass(frozen=True)
class Seen:
    """What came of one hog. `held` is None where it was not tried."""

    guard: Guard
    held: bool | None
    sentence: str


@dataclass(frozen=True)
class _Bait:
    """What only the judge's side has: a file, and a port on which it listens."""

    file: Path
    port: int


@dataclass(frozen=True)
class _Trial:
    """A hog: what it tries, the requests that it takes, and the ends by which the sandbox stops it."""

    guard: Guard
    tries: str
    asks: tuple[str, ...]
    stopped: frozenset[End] = frozenset()
    timeout_s: float = LIMITS.timeout_s


def selftest(sandbox: Sandbox, promised: frozenset[Guard]) -> Iterator[Seen]:
    """Let one hog after the other loose in the sandbox, and tell what came of each as soon as it is known.

    Raises:
        SandboxUnavailable, SandboxFault: no sandbox can be had, or it broke by itself.
    """
    hogs = (resources.files("grader") / "subject" / "hogs.py").read_bytes()
    with _bait() as bait, Dialogue(sandbox, Submission.of({"hogs.py": hogs}), LIMITS, agent_text()) as subject:
        for trial in _trials(bait):
            if trial.guard in promised:
                yield _tried(subject, trial)
            else:
                yield Seen(trial.guard, None, f"{trial.tries}: not tried; this sandbox does not promise to stop it.")


def _trials(bait: _Bait) -> tuple[_Trial, ...]:
    name = f"hog-{secrets.token_hex(4)}"
    memory, bomb = frozenset({End.MEMORY}), frozenset({End.PROCESSES, End.TIMEOUT})
    return (
        _Trial(Guard.MEMORY, "Taking more and more memory", ("hogs.memory()",), memory),
        _Trial(Guard.TOGETHER, "Taking memory in many processes", (f"hogs.together({MANY}, {EACH_MIB})",), memory),
        _Trial(Guard.PROCESSES, "Forking on and on", ("hogs.processes()",), bomb, timeout_s=5),
        _Trial(Guard.OUTPUT, "Printing without an end", ("hogs.output()",), frozenset({End.OUTPUT})),
        _Trial(Guard.CLOCK, "Running for ever", ("hogs.endless()",), frozenset({End.TIMEOUT}), timeout_s=1),
        _Trial(Guard.DISK, "Filling the disk", (f"hogs.disk({MUCH_MIB})",)),
        _Trial(Guard.FILES, "Making ever more files", (f"hogs.files({MANY_FILES})",)),
        _Trial(Guard.NETWORK, "Looking for a network", (f"hogs.network({bait.port})",)),
        _Trial(Guard.WRITING, "Writing outside of its own folder", ("hogs.writing()",)),
        _Trial(Guard.READING, "Reading a file of this machine", (f"hogs.reading({str(bait.file)!r})",)),
        _Trial(Guard.SIGNALS, "Killing all processes", ("hogs.signals()",), frozenset({End.GONE})),
        _Trial(Guard.PRIVILEGES, "Looking for privileges", ("hogs.privileges()",)),
        _Trial(Guard.ENDING, "Leaving a process behind", (f"hogs.daemon({name!r})", f"hogs.survivors({name!r})")),
    )


def _tried(subject: Dialogue, trial: _Trial) -> Seen:
    """Let one hog loose; then the next request must be served."""
    replies = [_ask(subject, ask, trial.timeout_s) for ask in trial.asks]
    held, words = _outcome(replies[-1], trial)
    if held and _ask(subject, "hogs.alive()", LIMITS.timeout_s).end is not End.REPLIED:
        held, words = False, f"{words}, but the next request was not served"
    return Seen(trial.guard, held, f"{trial.tries}: {printable(words)}.")


def _ask(subject: Dialogue, ask: str, timeout_s: float) -> Reply:
    return subject.perform(Evaluate("import hogs", (ask,), timeout_s=timeout_s))


def _outcome(reply: Reply, trial: _Trial) -> tuple[bool, str]:
    """Whether the sandbox held, and what was seen."""
    if reply.end in trial.stopped:
        return True, f"stopped ({reply.detail})" if reply.detail else "stopped"
    answer = reply.body.answers[0] if isinstance(reply.body, Evaluated) and reply.body.answers else None
    if answer is None:
        return False, f"it ended in another way than expected ({reply.end}: {reply.detail})"
    match answer.value:
        case (bool(got_through), str(words)):
            return not got_through, words
    return False, f"it failed by itself ({answer.raised.type if answer.raised else answer.value!r})"


@contextmanager
def _bait() -> Iterator[_Bait]:
    """A file that only we may read, and a door that only this machine can knock at."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as door:
        file = Path(folder) / "secret.txt"
        file.write_text("Nobody in a sandbox may read this.", encoding="utf-8")
        yield _Bait(file, door.getsockname()[1])
