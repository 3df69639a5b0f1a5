"""What a process sandbox may and may not do, and what is left of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable, SubjectGone, SubjectSilent
from grader.sandbox import Channel, Limits
from grader.sandboxes import folder, process_user
from grader.sandboxes.process import ProcessSandbox, remove_orphans
from grader.sandboxes.process_abilities import status
from grader.sandboxes.process_pipes import ThreadedStream
from grader.sandboxes.process_tree import table
from grader.sandboxes.rounds import EVERY_S

LONG_S = 60.0
LIMITS = Limits()
PROBE = """
import json, os

def take(size):
    data = b""
    while len(data) < size:
        data += os.read(0, size - len(data)) or os._exit(0)
    return data

while True:
    scope = {}
    exec(take(int.from_bytes(take(4), "big")).decode(), scope)
    text = json.dumps(scope["answer"]).encode()
    os.write(1, len(text).to_bytes(4, "big") + text)
"""
"""An agent that runs what it is sent and sends back what that left in `answer`, as JSON."""


def ask(channel: Channel, code: str) -> object:
    """Run code inside and give its `answer`."""
    text = code.encode()
    channel.send(len(text).to_bytes(4, "big") + text, LONG_S)
    size = int.from_bytes(channel.receive(4, LONG_S), "big")
    answer: object = json.loads(channel.receive(size, LONG_S))
    return answer


def number(value: object) -> int:
    """The answer, which has to be a number."""
    assert isinstance(value, int)
    return value


def is_running(pid: int) -> bool:
    """Whether there is a living process of that number."""
    return any(entry.pid == pid for entry in table())


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files of the test's own, which other users can pass through."""
    path = Path(tempfile.mkdtemp()).resolve()
    path.chmod(0o711)
    monkeypatch.setenv("TMPDIR", str(path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield path
    shutil.rmtree(path)


# ---------------------------------------------------------------- seen from inside


def test_environment_is_fixed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of our environment gets in, and HOME and TMPDIR are one private folder where TMPDIR says."""
    monkeypatch.setenv("SECRET_TOKEN", "hidden")
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        found = ask(channel, "import os; answer = dict(os.environ)")
        folder_inside = ask(channel, "import os; answer = os.getcwd()")

    assert isinstance(found, dict)
    known = {"PATH", "HOME", "TMPDIR", "LANG", "TZ", "PYTHONHASHSEED", "GRADER_SANDBOX"}
    known |= {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}
    known |= {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}  # Python's and macOS's own additions
    assert set(found) <= known
    assert found["HOME"] == found["TMPDIR"] == folder_inside
    assert Path(found["HOME"]).is_relative_to(place)


def test_only_the_channel_is_inherited(place: Path) -> None:
    """The agent has three open descriptors, and standard error leads nowhere."""
    with place.joinpath("open").open("w"), ProcessSandbox().start(PROBE, LIMITS) as channel:
        found = ask(
            channel,
            """
import os
answer = []
for number in range(256):
    try:
        os.fstat(number)
        answer.append(number)
    except OSError:
        pass
answer.append(os.path.samestat(os.fstat(2), os.stat(os.devnull)))
""",
        )

    assert found == [0, 1, 2, True]


def test_never_runs_as_root(place: Path) -> None:
    """Started as root the agent is someone else, in no group, and nobody's files are open to it."""
    secret = place / "secret"
    secret.write_text("hidden")
    secret.chmod(0o600)
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        users = ask(channel, "import os; answer = [*os.getresuid(), *os.getresgid(), *os.getgroups()]")
        readable = ask(channel, f"import os; answer = os.access({str(secret)!r}, os.R_OK)")

    assert isinstance(users, list)
    assert 0 not in users
    assert readable == (os.geteuid() != 0)


@pytest.mark.usefixtures("place")
def test_leads_a_session_of_its_own() -> None:
    """Signals to our terminal or group do not reach the agent."""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        assert ask(channel, "import os; answer = os.getpid() == os.getsid(0) == os.getpgid(0)") is True


# ---------------------------------------------------------------- nothing is left

DAEMON = """
import os, signal, sys
reader, writer = os.pipe()
if not os.fork():
    os.setsid()
    if os.fork():
        os._exit(0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.write(writer, b"%d" % os.getpid())
    os.close(0); os.close(1)
    signal.pause()
os.wait()
answer = int(os.read(reader, 20))
"""
CLEAN_DAEMON = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(36, 1)
reader, writer = os.pipe()
os.set_inheritable(writer, True)
code = "import os, signal; os.write(%d, b'%%d' %% os.getpid()); signal.pause()" % writer
if not os.fork():
    os.setsid()
    if os.fork():
        os._exit(0)
    os.execve(sys.executable, [sys.executable, "-c", code], {})
os.wait()
answer = int(os.read(reader, 20))
"""
"""The same without a mark in its environment; the agent takes orphans in, as ours does."""


@pytest.mark.parametrize("code", [DAEMON, CLEAN_DAEMON], ids=["detached", "detached-with-clean-environment"])
@pytest.mark.usefixtures("place")
def test_daemons_end_with_the_sandbox(code: str) -> None:
    """A process that left session, group and parent is ended all the same."""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        daemon = number(ask(channel, code))
        assert is_running(daemon)

    assert not is_running(daemon)


@pytest.mark.usefixtures("place")
def test_daemon_of_an_agent_that_ended_is_ended() -> None:
    """An agent that exits early leaves no daemon either."""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        daemon = number(ask(channel, DAEMON))
        with pytest.raises(SubjectGone):
            ask(channel, "import os; os._exit(0)")

    assert not is_running(daemon)


@pytest.mark.usefixtures("place")
def test_a_fork_bomb_ends_with_the_sandbox() -> None:
    """Processes that fork all the time, each in its own group, are gone afterwards."""
    bomb = """
import os, resource
for depth in range(5):
    os.fork()
os.setpgid(0, 0) if os.getpid() != os.getsid(0) else None
while True:
    if not os.fork():
        os._exit(0)
    os.wait()
"""
    before = {entry.pid for entry in table()}
    with ProcessSandbox().start(bomb, LIMITS) as channel:
        sandbox = tempfile.gettempdir()
        with pytest.raises(SubjectSilent):
            channel.receive(1, 0.3)

    assert [pid for pid in {entry.pid for entry in table()} - before if mentions(pid, sandbox)] == []


def mentions(pid: int, text: str) -> bool:
    """Whether a process has the text in its environment."""
    try:
        return text.encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False


MESS = """
import os
here = os.environ["TMPDIR"]
for number in range(1200):
    os.mkdir("deep-folder-%d" % (number % 3))
    os.chdir("deep-folder-%d" % (number % 3))
    open("file", "w").close()
os.chdir(here)
for name in ("closed", "closed/inner", "closed/inner/most"):
    os.mkdir(name)
open("closed/inner/file", "w").close()
os.symlink("/", "closed/link")
os.mkfifo("closed/fifo")
for name in ("closed/inner/most", "closed/inner", "closed", "."):
    os.chmod(name, 0)
answer = True
"""


def test_any_mess_of_files_is_removed(place: Path) -> None:
    """Closed folders, endlessly deep ones, links and pipes all go, and links are not followed."""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        assert ask(channel, MESS) is True

    assert list(place.iterdir()) == []
    assert Path("/usr").is_dir()


@pytest.mark.parametrize("where", ["/tmp", "/dev/shm"])  # noqa: S108 (where everybody may write)
@pytest.mark.usefixtures("place")
def test_files_in_common_places_are_removed_as_root(where: str) -> None:
    """As root a sandbox has a user of its own, so that what it left where everyone may write can be found."""
    code = f"""
import os, tempfile
answer = tempfile.mkdtemp(dir={where!r})
open(os.path.join(answer, "file"), "w").close()
"""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        left = Path(str(ask(channel, code)))

    assert left.exists() == (os.geteuid() != 0)
    shutil.rmtree(left, ignore_errors=True)


TAKING = """
from grader.sandboxes import process_user
process_user.FIRST_UID = process_user.LAST_UID = {uid}
with process_user.own_user() as taken:
    print(taken, flush=True)
    input()
"""


def test_no_two_graders_take_the_same_user(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever ends a sandbox ends all that its user runs: a number is taken on this machine, not in one process only.

    It is free again once the other has ended, even where that was killed.
    """
    uid = process_user.LAST_UID
    monkeypatch.setattr(process_user, "FIRST_UID", uid)
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    command = [sys.executable, "-c", TAKING.format(uid=uid)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == f"{uid}\n"
        with pytest.raises(SandboxUnavailable, match="in use"), process_user.own_user():
            pass
        other.kill()

    with process_user.own_user() as taken:
        assert taken == uid


def test_a_place_of_claims_that_anybody_may_have_made_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link may lead to where others write; it is refused with the place's name."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "grader-users").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(process_user, "CLAIMS_PLACE", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(SandboxUnavailable, match=str(tmp_path)), process_user.own_user():
        pass


CRASH = """
import os
from grader.sandbox import Limits
from grader.sandboxes.process import ProcessSandbox
agent = "import os, signal; os.write(1, b'%8d' % os.getpid()); signal.pause()"
with ProcessSandbox().start(agent, Limits()) as channel:
    os.write(1, channel.receive(8, 60))
    os.kill(os.getpid(), 9)
"""


def test_leftovers_of_a_crashed_run_are_removed(place: Path, root: Path) -> None:
    """The next run ends the processes and removes the folder of one that was killed."""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    crashed = subprocess.run([sys.executable, "-c", CRASH], env=variables, stdout=subprocess.PIPE, check=False)
    agent = int(crashed.stdout)
    assert (crashed.returncode, is_running(agent), len(list(place.iterdir()))) == (-signal.SIGKILL, True, 1)

    ProcessSandbox().info()

    assert (is_running(agent), list(place.iterdir())) == (False, [])


def test_leftovers_are_removed_in_a_long_run_too(place: Path, root: Path) -> None:
    """A sandbox that is in use for long goes round: what crashed beside it meanwhile is gone after a while."""
    now = [0.0]
    sandbox = ProcessSandbox(clock=lambda: now[0])
    sandbox.info()
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    subprocess.run([sys.executable, "-c", CRASH], env=variables, stdout=subprocess.PIPE, check=False)
    sandbox.info()
    before = len(list(place.iterdir()))
    now[0] += EVERY_S

    sandbox.info()

    assert (before, list(place.iterdir())) == (1, [])


@pytest.mark.usefixtures("place")
def test_live_runs_are_left_alone() -> None:
    """Cleaning up after crashed runs does not touch a sandbox that is in use."""
    with ProcessSandbox().start(PROBE, LIMITS) as channel:
        found = remove_orphans()

        assert found == 0
        assert ask(channel, "answer = 'alive'") == "alive"


# ---------------------------------------------------------------- what is missing


def test_python_that_is_not_there(place: Path) -> None:
    """A Python that cannot be started is named, and nothing is left."""
    with (
        pytest.raises(SandboxUnavailable, match="/nowhere/python3 could not be started"),
        ProcessSandbox("/nowhere/python3").start(PROBE, LIMITS),
    ):
        pass

    assert list(place.iterdir()) == []


def test_temporary_folder_that_others_cannot_reach(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A TMPDIR inside a closed folder is refused with the folder's name where another user would have to get in."""
    closed = place / "closed"
    (closed / "inner").mkdir(parents=True)
    closed.chmod(0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(closed / "inner"))

    with pytest.raises(SandboxUnavailable, match="is closed") as caught:
        folder.check_reachable()

    assert str(closed) in caught.value.message
    assert "TMPDIR" in caught.value.advice


def test_status_tells_the_truth_about_the_user() -> None:
    """Only root can give a submission a user of its own; everybody else is warned."""
    rows = {row.name: row for row in status()}

    assert rows["python"].ok
    assert rows["user"].ok == (os.geteuid() == 0)
    assert rows["network"].ok is False


# ---------------------------------------------------------------- pipes that can only block


@pytest.fixture
def pipes() -> Iterator[tuple[int, int, int, int]]:
    """Two pipes: our reader and writer, and the other side's."""
    reader, their_writer = os.pipe()
    their_reader, writer = os.pipe()
    yield reader, writer, their_reader, their_writer
    for descriptor in (their_reader, their_writer):
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_threads_carry_bytes_both_ways(pipes: tuple[int, int, int, int]) -> None:
    """Where pipes cannot wait with a deadline, threads do."""
    reader, writer, their_reader, their_writer = pipes
    stream = ThreadedStream(reader, writer)
    stream.send(b"question", LONG_S)
    os.write(their_writer, os.read(their_reader, 100).upper())

    assert stream.receive(8, LONG_S) == b"QUESTION"


def test_threads_keep_deadlines(pipes: tuple[int, int, int, int]) -> None:
    """Neither a reply that does not come nor a reader that does not read keeps us."""
    stream = ThreadedStream(pipes[0], pipes[1])

    with pytest.raises(SubjectSilent):
        stream.receive(1, 0.05)
    with pytest.raises(SubjectSilent):
        stream.send(bytes(1 << 20), 0.05)


def test_threads_notice_the_end(pipes: tuple[int, int, int, int]) -> None:
    """What was said before the end can be read; then the other side is gone."""
    reader, writer, their_reader, their_writer = pipes
    stream = ThreadedStream(reader, writer)
    os.write(their_writer, b"bye")
    os.close(their_writer)
    os.close(their_reader)

    assert stream.receive(3, LONG_S) == b"bye"
    with pytest.raises(SubjectGone):
        stream.receive(1, LONG_S)
    with pytest.raises(SubjectGone):
        stream.send(b"x", LONG_S)


def test_threads_throw_away_a_flood(pipes: tuple[int, int, int, int]) -> None:
    """Discarding lets the other side write on until it ends."""
    reader, writer, _, their_writer = pipes
    stream = ThreadedStream(reader, writer)
    os.write(their_writer, bytes(50000))
    os.close(their_writer)

    assert stream.discard(LONG_S) is True
