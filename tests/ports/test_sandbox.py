"""What every sandbox promises: one suite for docker, process and the fake."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.errors import GraderFault, SubjectGone, SubjectSilent
from grader.sandbox import Ending, EndingKind, Limits, Sandbox, SandboxKind
from grader.sandboxes.fake import Answer, FakeSandbox, Gone, Reply, Silence
from grader.sandboxes.owner import current_owner
from grader.sandboxes.process import ProcessSandbox

LIMITS = Limits()
LONG_S = 30.0
SHORT_S = 0.2

ECHO = """
import os
while True:
    data = os.read(0, 65536)
    if not data:
        break
    while data:
        data = data[os.write(1, data):]
"""
HANG = "import threading; threading.Event().wait()"
EXIT = "raise SystemExit(7)"
CRASH = "import ctypes; ctypes.string_at(0)"
FLOOD = "import os\nwhile True: os.write(1, b'x' * 65536)"
LAST_WORDS = "import os; os.write(1, b'bye')"
TALKER = """
import os
out = b"x" * 700000
while out:
    out = out[os.write(1, out):]
left = 700000
while left:
    left -= len(os.read(0, left))
os.write(1, b"done")
os.read(0, 1)
"""
KEEPER = """
import os
while os.read(0, 1):
    name = os.path.join(os.environ["TMPDIR"], "kept")
    os.write(1, b"old" if os.path.exists(name) else b"new")
    open(name, "w").close()
"""


def begin(agent: str) -> Reply:
    """The other side of the fake for each of the agents above."""
    seen: list[bytes] = []

    def keep(data: bytes) -> Answer:
        seen.append(data)
        return b"new" if len(seen) == 1 else b"old"

    if agent == "break":
        raise GraderFault("The script breaks off.")
    replies: dict[str, Reply] = {
        ECHO: lambda data: data,
        HANG: lambda _: Silence(),
        FLOOD: lambda _: b"x" * 65536,
        TALKER: lambda _: b"x" * 700000 + b"done",
        KEEPER: keep,
        EXIT: lambda _: Gone(Ending(EndingKind.EXITED, "exit status 7")),
        CRASH: lambda _: Gone(Ending(EndingKind.KILLED, "signal 11")),
        LAST_WORDS: lambda _: Gone(Ending(EndingKind.EXITED, "exit status 0"), last=b"bye"),
    }
    return replies[agent]


@dataclass(frozen=True)
class Subject:
    """A sandbox under test; `broken` fails while it starts, `left` counts what is still there."""

    kind: SandboxKind
    sandbox: Sandbox
    broken: Sandbox
    left: Callable[[], int]


@pytest.fixture(params=["fake", "process", pytest.param("docker", marks=pytest.mark.docker)])
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each of the adapters in turn."""
    adapter: Subject = request.getfixturevalue(f"{request.param}_subject")
    return adapter


@pytest.fixture
def fake_subject() -> Subject:
    """The scripted one."""
    fake = FakeSandbox(begin)
    broken = FakeSandbox(lambda _: begin("break"))
    return Subject(
        SandboxKind.FAKE, fake, broken, lambda: fake.started + broken.started - fake.stopped - broken.stopped
    )


@pytest.fixture
def process_subject(monkeypatch: pytest.MonkeyPatch) -> Iterator[Subject]:
    """A process tree, with a folder for temporary files of its own."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o711)
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield Subject(
        SandboxKind.PROCESS,
        ProcessSandbox(),
        ProcessSandbox("/nowhere/python3"),
        lambda: len(list(place.iterdir())) + processes_with(str(place)),
    )
    shutil.rmtree(place)


@pytest.fixture
def docker_subject(docker_image: str) -> Subject:
    """A container of the image that the tests found."""
    from grader.sandboxes.docker import OWNER_LABEL, DockerSandbox
    from grader.sandboxes.docker_engine import Engine
    from grader.settings import Settings

    address = Settings.read().docker_host

    def left() -> int:
        with Engine(address) as engine:
            return len(engine.labelled(f"{OWNER_LABEL}={current_owner()}"))

    return Subject(
        SandboxKind.DOCKER,
        DockerSandbox(address, docker_image),
        DockerSandbox(address, "grader-tests/no-such-image:1"),
        left,
    )


def processes_with(text: str) -> int:
    """How many living processes have the text in their environment; 0 where there is no /proc."""
    count = 0
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            count += text.encode() in path.read_bytes() and path.parent.name != str(os.getpid())
        except OSError:
            continue
    return count


def test_bytes_go_in_and_come_out(subject: Subject) -> None:
    """What the agent sends back arrives unchanged, in pieces of the caller's choice."""
    data = bytes(range(256)) * 1200
    with subject.sandbox.start(ECHO, LIMITS) as channel:
        channel.send(data, LONG_S)

        assert channel.receive(1, LONG_S) + channel.receive(len(data) - 1, LONG_S) == data


def test_channel_can_be_used_again_and_again(subject: Subject) -> None:
    """Request and reply alternate as often as one likes."""
    with subject.sandbox.start(ECHO, LIMITS) as channel:
        replies = []
        for number in range(20):
            channel.send(b"%03d" % number, LONG_S)
            replies.append(channel.receive(3, LONG_S))

    assert replies == [b"%03d" % number for number in range(20)]


def test_agent_that_talks_first_does_not_block_sending(subject: Subject) -> None:
    """Both sides may write more than fits into the pipes before either reads."""
    with subject.sandbox.start(TALKER, LIMITS) as channel:
        channel.send(b"y" * 700000, LONG_S)

        assert channel.receive(700004, LONG_S).endswith(b"xdone")


def test_silence_is_reported_as_silence(subject: Subject) -> None:
    """A reply that does not come in time is SubjectSilent, and the sandbox is still running."""
    with subject.sandbox.start(HANG, LIMITS) as channel:
        channel.send(b"?", LONG_S)
        with pytest.raises(SubjectSilent):
            channel.receive(1, SHORT_S)

        assert channel.ending().kind is EndingKind.RUNNING


def test_end_of_the_agent_is_reported_with_its_status(subject: Subject) -> None:
    """An agent that exits is SubjectGone, and the ending says how."""
    with subject.sandbox.start(EXIT, LIMITS) as channel:
        with pytest.raises(SubjectGone):
            exchange(channel.send, channel.receive)

        assert channel.ending() == Ending(EndingKind.EXITED, "exit status 7")


def test_crash_of_the_agent_is_reported_with_its_signal(subject: Subject) -> None:
    """An agent that dies by a signal is SubjectGone, and the ending names the signal."""
    with subject.sandbox.start(CRASH, LIMITS) as channel:
        with pytest.raises(SubjectGone):
            exchange(channel.send, channel.receive)

        assert channel.ending() == Ending(EndingKind.KILLED, "signal 11")


def test_last_words_can_be_read(subject: Subject) -> None:
    """What the agent said before it ended is not lost; asking for more is SubjectGone."""
    with subject.sandbox.start(LAST_WORDS, LIMITS) as channel:
        if subject.kind is SandboxKind.FAKE:
            channel.send(b"?", LONG_S)

        assert channel.receive(3, LONG_S) == b"bye"
        with pytest.raises(SubjectGone):
            channel.receive(1, LONG_S)


def test_sending_after_the_end_is_refused(subject: Subject) -> None:
    """Nobody takes bytes for an agent that has ended."""
    with subject.sandbox.start(EXIT, LIMITS) as channel:
        with pytest.raises(SubjectGone):
            exchange(channel.send, channel.receive)

        with pytest.raises(SubjectGone):
            channel.send(b"?", LONG_S)


@pytest.mark.parametrize("agent", [ECHO, HANG, EXIT, FLOOD], ids=["echo", "hang", "exit", "flood"])
def test_nothing_is_left_after_leaving(subject: Subject, agent: str) -> None:
    """Whatever the agent is doing and whether or not it was read, leaving ends and removes all of it."""
    with subject.sandbox.start(agent, LIMITS):
        assert subject.left() > 0

    assert subject.left() == 0


def test_nothing_is_left_when_the_caller_fails(subject: Subject) -> None:
    """An exception in the caller's block leaves nothing behind and comes through."""
    with pytest.raises(ZeroDivisionError), subject.sandbox.start(ECHO, LIMITS):
        raise ZeroDivisionError

    assert subject.left() == 0


def test_nothing_is_left_when_starting_fails(subject: Subject) -> None:
    """A start that fails half-way is the grader's fault and cleans up."""
    with pytest.raises(GraderFault) as caught, subject.broken.start(ECHO, LIMITS):
        pass

    assert caught.value.message
    assert subject.left() == 0


def test_each_sandbox_is_fresh(subject: Subject) -> None:
    """What one sandbox keeps, the next one does not see."""
    replies = []
    for _ in range(2):
        with subject.sandbox.start(KEEPER, LIMITS) as channel:
            for _ in range(2):
                channel.send(b"?", LONG_S)
                replies.append(channel.receive(3, LONG_S))

    assert replies == [b"new", b"old", b"new", b"old"]


def test_sandboxes_run_beside_each_other(subject: Subject) -> None:
    """Several threads may use one adapter at once; each gets its own answers."""

    def echo(number: int) -> bytes:
        with subject.sandbox.start(ECHO, LIMITS) as channel:
            channel.send(b"%04d" % number, LONG_S)
            return channel.receive(4, LONG_S)

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(echo, range(8)))

    assert replies == [b"%04d" % number for number in range(8)]
    assert subject.left() == 0


def test_info_names_the_sandbox(subject: Subject) -> None:
    """A report can say which sandbox gave the verdict; only containers have an image."""
    info = subject.sandbox.info()

    assert info.kind is subject.kind
    assert (info.image or "").startswith("sha256:") == (subject.kind is SandboxKind.DOCKER)


def exchange(send: Callable[[bytes, float], None], receive: Callable[[int, float], bytes]) -> bytes:
    """Ask for one byte; where the other side has ended, either half may notice."""
    send(b"?", LONG_S)
    return receive(1, LONG_S)
