"""What a container may and may not do: seen from inside, from the engine, and after a crash."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docker
import docker.errors
import pytest

from grader.errors import SandboxFault, SandboxUnavailable, SubjectGone, SubjectSilent
from grader.sandbox import MIB, Channel, EndingKind, Limits
from grader.sandboxes.docker import DEADLINE_LABEL, JOB_LABEL, OWNER_LABEL, DockerSandbox, remove_orphans, status
from grader.sandboxes.docker_engine import Engine
from grader.sandboxes.docker_settings import AGENT_PROCESSES, FIRST_UID, LAST_UID, container, memory_bytes
from grader.sandboxes.image_prepare import prepare
from grader.sandboxes.owner import Owner, current_owner, parse_owner
from grader.sandboxes.rounds import EVERY_S
from grader.settings import Settings

pytestmark = pytest.mark.docker

FOLDERS = ("/tmp", "/dev/shm")  # noqa: S108 (inside a container)
"""where student code may write"""

LONG_S = 60.0
LIMITS = Limits(memory_mib=64, processes=20, disk_mib=8)
PROBE = """
import json, os

def take(size):
    data = b""
    while len(data) < size:
        data += os.read(0, size - len(data)) or os._exit(0)
    return data

while True:
    scope = {}
    try:
        exec(take(int.from_bytes(take(4), "big")).decode(), scope)
        answer = scope["answer"]
    except BaseException as error:
        answer = "%s: %s" % (type(error).__name__, error)
    text = json.dumps(answer).encode()
    os.write(1, len(text).to_bytes(4, "big") + text)
"""
"""An agent that runs what it is sent and sends back what that left in `answer`, or its exception, as JSON."""


def ask(channel: Channel, code: str) -> object:
    """Run code inside and give its `answer`."""
    text = code.encode()
    channel.send(len(text).to_bytes(4, "big") + text, LONG_S)
    size = int.from_bytes(channel.receive(4, LONG_S), "big")
    answer: object = json.loads(channel.receive(size, LONG_S))
    return answer


@pytest.fixture(scope="module")
def address() -> str | None:
    """Where the engine is."""
    return Settings.read().docker_host


@pytest.fixture(scope="module")
def sandbox(address: str | None, docker_image: str) -> DockerSandbox:
    """The adapter, on the image that the tests found."""
    return DockerSandbox(address, docker_image)


@pytest.fixture(scope="module")
def inside(sandbox: DockerSandbox) -> Iterator[Channel]:
    """One container for all questions that leave no trace."""
    with sandbox.start(PROBE, LIMITS) as channel:
        yield channel


@pytest.fixture
def engine(address: str | None) -> Iterator[Engine]:
    """A connection of our own."""
    with Engine(address) as connection:
        yield connection


@pytest.fixture
def api(address: str | None) -> Iterator[docker.APIClient]:
    """The engine without our adapter in front."""
    client = docker.APIClient(base_url=address, version="auto")
    yield client
    client.close()


@pytest.fixture
def make_image(api: docker.APIClient) -> Iterator[Callable[..., str]]:
    """Makes small images and removes them again."""
    names: list[str] = []

    def make(*changes: str, like: str | None = None) -> str:
        name = f"grader-tests/image:{len(names)}"
        if like is None:
            api.import_image_from_data(empty_tar(), repository="grader-tests/image", tag=str(len(names)))
        else:
            made = api.create_container(like, ["true"])["Id"]
            api.commit(made, repository="grader-tests/image", tag=str(len(names)), changes=list(changes))
            api.remove_container(made, v=True)
        names.append(name)
        return name

    yield make
    for name in names:
        api.remove_image(name, force=True)


def empty_tar() -> bytes:
    """An archive with one empty file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("nothing"))
    return out.getvalue()


def own_containers(engine: Engine) -> dict[str, dict[str, str]]:
    """The containers that this test process has at the moment."""
    return engine.labelled(f"{OWNER_LABEL}={current_owner()}")


# ---------------------------------------------------------------- seen from inside


def test_runs_as_nobody_in_particular(inside: Channel) -> None:
    """The user is unprivileged and without other groups, has no capability and can get none."""
    found = ask(
        inside,
        """
import os
lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
names = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
answer = [os.getresuid(), os.getresgid(), os.getgroups(), [int(lines[n], 16) for n in names],
          lines["NoNewPrivs"].strip(), lines["Seccomp"].strip()]
""",
    )

    assert isinstance(found, list)
    uid = found[0][0]
    assert FIRST_UID <= uid <= LAST_UID
    assert found[:2] == [[uid] * 3] * 2
    assert set(found[2]) <= {uid}
    assert found[3:] == [[0] * 5, "1", "2"]


def test_users_differ_between_containers(sandbox: DockerSandbox) -> None:
    """Two sandboxes at once are two users, because the kernel counts processes per user."""
    code = "import os; answer = os.getuid()"
    with sandbox.start(PROBE, LIMITS) as one, sandbox.start(PROBE, LIMITS) as other:
        assert ask(one, code) != ask(other, code)


def test_agent_is_the_first_process(inside: Channel) -> None:
    """When the agent ends, everything else in the container ends with it."""
    assert ask(inside, "import os; answer = os.getpid()") == 1


def test_environment_is_fixed(inside: Channel) -> None:
    """Nothing of the host's environment gets in."""
    found = ask(inside, "import os; answer = dict(os.environ)")

    assert isinstance(found, dict)
    allowed = {"HOME", "TMPDIR", "LANG", "TZ", "PYTHONHASHSEED", "PATH", "HOSTNAME"}
    numeric = {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}
    assert allowed - {"HOSTNAME"} <= set(found)
    image_own = {name for name in found if name.startswith("PYTHON_") or name == "GPG_KEY"}
    assert set(found) <= allowed | numeric | image_own
    assert (found["HOME"], found["TMPDIR"]) == (FOLDERS[0], FOLDERS[0])


def test_only_memory_can_be_written(inside: Channel) -> None:
    """Of all that is mounted, only the two private places in memory are writable."""
    found = ask(
        inside,
        """
import os
mounts = [line.split() for line in open("/proc/mounts")]
answer = sorted({(m[1], m[2]) for m in mounts if os.access(m[1], os.W_OK) and m[1] != "/dev/mqueue"})
root = [m[3].split(",")[0] for m in mounts if m[1] == "/"]
answer = [answer, root]
""",
    )

    devices = {"/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/random", "/dev/urandom", "/proc/keys"}
    devices |= {"/proc/kcore", "/proc/timer_list", "/proc/latency_stats", "/proc/sched_debug"}
    assert isinstance(found, list)
    assert found[1] == ["ro"]
    assert [mount for mount in found[0] if mount[0] not in devices] == [[name, "tmpfs"] for name in sorted(FOLDERS)]


def test_message_queues_are_closed(inside: Channel) -> None:
    """The place for message queues, writable by its nature, takes nothing."""
    assert "Error" in str(ask(inside, "open('/dev/mqueue/x', 'w'); answer = 'open'"))


def test_network_has_no_way_out(inside: Channel) -> None:
    """There is only the loopback interface."""
    found = ask(
        inside,
        """
import os, socket
answer = [os.listdir("/sys/class/net")]
try:
    socket.create_connection(("192.0.2.1", 80), 1)
except OSError as error:
    answer.append(error.strerror)
""",
    )

    assert found == [["lo"], "Network is unreachable"]


def test_resource_limits_are_set(inside: Channel) -> None:
    """No core dumps, few open files, no message queues, files no larger than the disk."""
    found = ask(
        inside,
        """
import resource as r
answer = [r.getrlimit(w) for w in (r.RLIMIT_CORE, r.RLIMIT_NOFILE, r.RLIMIT_MSGQUEUE, r.RLIMIT_FSIZE)]
""",
    )

    assert found == [[0, 0], [256, 256], [0, 0], [24 * MIB, 24 * MIB]]


def test_programs_cannot_be_brought_along(inside: Channel) -> None:
    """A native program in the writable place does not run."""
    found = ask(
        inside,
        """
import os, shutil, subprocess
shutil.copy("/bin/true", "/tmp/true")
os.chmod("/tmp/true", 0o700)
subprocess.run(["/tmp/true"])
""",
    )

    assert str(found).startswith("PermissionError")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ptrace", "0, 0, 0, 0"),
        ("process_vm_readv", "1, 0, 0, 0, 0, 0"),
        ("unshare", "0x10000000"),
        ("setns", "0, 0"),
        ("mount", "0, 0, 0, 0, 0"),
        ("personality", "0xffffffff"),
        ("shmget", "1, 4096, 0o1600"),
        ("msgget", "1, 0o1600"),
        ("memfd_create", "b'x', 0"),
        ("chroot", "b'/'"),
    ],
)
def test_system_call_is_refused(inside: Channel, name: str, arguments: str) -> None:
    """Calls that Python needs no part of end with "not permitted" or "no such call"."""
    found = ask(
        inside,
        f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
result = libc.{name}({arguments})
answer = [result, errno.errorcode.get(ctypes.get_errno())]
""",
    )

    assert found in ([-1, "EPERM"], [-1, "ENOSYS"])


@pytest.mark.parametrize(
    ("number", "name"),
    [(425, "io_uring_setup"), (427, "io_uring_register"), (434, "pidfd_open"), (438, "pidfd_getfd"), (435, "clone3")],
)
def test_newer_system_call(inside: Channel, number: int, name: str) -> None:
    """Calls with the same number on every machine: only looking at a process is allowed."""
    found = ask(
        inside,
        f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall({number}, 1, 0, 0, 0, 0)
answer = errno.errorcode.get(ctypes.get_errno()) if result < 0 else "allowed"
""",
    )

    expected = {"pidfd_open": ("allowed",)}.get(name, ("EPERM", "ENOSYS"))
    assert found in expected


@pytest.mark.parametrize("family", [16, 17, 38, 40], ids=["netlink", "packet", "alg", "vsock"])
def test_kernel_sockets_are_refused(inside: Channel, family: int) -> None:
    """Only local and internet sockets can be made, and those lead nowhere."""
    found = ask(inside, f"import socket; socket.socket({family}, socket.SOCK_RAW); answer = 'open'")

    assert str(found).startswith("PermissionError")


def test_ordinary_python_works(inside: Channel) -> None:
    """Threads, processes, locks, databases, subprocesses, event loops and files do what they always do."""
    found = ask(
        inside,
        """
import asyncio, multiprocessing, os, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time
answer = []
thread = threading.Thread(target=answer.append, args=("thread",))
thread.start()
thread.join()
context = multiprocessing.get_context("fork")
queue, lock = context.Queue(), context.Lock()
child = context.Process(target=queue.put, args=("process",))
child.start()
answer.append(queue.get(timeout=20))
child.join()
answer.append(subprocess.run([sys.executable, "-c", "print('program')"], capture_output=True, text=True).stdout.strip())
async def main():
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "pass")
    await asyncio.sleep(0)
    return await process.wait()
answer.append(asyncio.run(main()))
answer.append(sqlite3.connect(":memory:").execute("select 42").fetchone()[0])
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "a"), "w") as file:
        file.write("text")
    shutil.copytree(folder, folder + "-copy")
    answer.append(sorted(os.listdir(folder + "-copy")))
    shutil.rmtree(folder + "-copy")
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
client.sendall(b"loop")
answer.append(server.accept()[0].recv(4).decode())
signal.signal(signal.SIGALRM, lambda *_: answer.append("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.pause()
""",
    )

    assert found == ["thread", "process", "program", 0, 42, ["a"], "loop", "alarm"]


# ---------------------------------------------------------------- limits


def test_disk_is_limited(sandbox: DockerSandbox) -> None:
    """Writing more than the limit fails with "no space", and the agent lives on."""
    code = """
import os
with open("/tmp/big", "wb") as one, open("/tmp/more", "wb") as two:
    for file in (one, two):
        for _ in range(23):
            file.write(bytes(1 << 20))
"""
    with sandbox.start(PROBE, LIMITS) as channel:
        assert "No space left" in str(ask(channel, code))
        assert ask(channel, "import os; os.unlink('/tmp/big'); answer = 'alive'") == "alive"


@pytest.mark.parametrize("place", FOLDERS)
def test_number_of_files_is_limited(sandbox: DockerSandbox, place: str) -> None:
    """Empty files cost memory too, so there cannot be ten thousand."""
    code = f"answer = [open('{place}/%d' % number, 'w').close() for number in range(10000)]"
    with sandbox.start(PROBE, LIMITS) as channel:
        assert "No space left" in str(ask(channel, code))


def test_number_of_processes_is_limited(sandbox: DockerSandbox) -> None:
    """Forking on and on fails at the limit and not before."""
    code = """
import os, signal
children = []
try:
    while len(children) < 500:
        child = os.fork()
        if not child:
            signal.pause()
        children.append(child)
except BlockingIOError:
    pass
answer = len(children)
for child in children:
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
    with sandbox.start(PROBE, LIMITS) as channel:
        assert ask(channel, code) == LIMITS.processes + AGENT_PROCESSES - 1


def test_memory_of_a_child_is_told_from_the_agents(sandbox: DockerSandbox) -> None:
    """When the kernel ends a child for its memory, the agent sees the signal and the sandbox is still running."""
    code = """
import os
child = os.fork()
if not child:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    keep = bytearray(1 << 30)
    os._exit(0)
answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
"""
    with sandbox.start(PROBE, LIMITS) as channel:
        assert ask(channel, code) == -signal.SIGKILL
        assert channel.ending().kind is EndingKind.RUNNING


def test_end_of_the_agent_by_memory_is_known(sandbox: DockerSandbox) -> None:
    """When the kernel ends the agent itself for memory, the ending says so by the engine's evidence."""
    with sandbox.start(PROBE, LIMITS) as channel:
        with pytest.raises(SubjectGone):
            ask(channel, "answer = len(bytearray(1 << 30))")

        assert channel.ending().kind is EndingKind.MEMORY


@pytest.mark.parametrize("do", ["kill", "remove"])
def test_end_from_outside_is_not_the_submissions(
    sandbox: DockerSandbox, engine: Engine, api: docker.APIClient, do: str
) -> None:
    """Nobody inside can kill process 1: where it was killed, or its container is gone, it was somebody else."""
    before = set(own_containers(engine))
    with sandbox.start(PROBE, LIMITS) as channel:
        (name,) = set(own_containers(engine)) - before
        api.kill(name) if do == "kill" else engine.remove(name)
        with pytest.raises(SubjectGone):
            ask(channel, "answer = 1")

        assert channel.ending().kind is EndingKind.LOST


def test_submission_cannot_end_the_agent(sandbox: DockerSandbox) -> None:
    """What kills all that it can does not kill process 1."""
    code = """
import os
if not os.fork():
    os.kill(1, 9)
    try:
        os.kill(-1, 9)
    finally:
        os._exit(3)
answer = os.waitstatus_to_exitcode(os.waitpid(-1, 0)[1])
"""
    with sandbox.start(PROBE, LIMITS) as channel:
        assert ask(channel, code) == 3
        assert ask(channel, "import os; answer = os.getpid()") == 1


def test_a_fork_bomb_ends_with_the_sandbox(sandbox: DockerSandbox, engine: Engine) -> None:
    """Leaving the sandbox while everything in it forks takes no longer than otherwise and leaves nothing."""
    bomb = "import os\nwhile True:\n try: os.fork()\n except OSError: pass"
    before = own_containers(engine)

    with sandbox.start(bomb, LIMITS) as channel, pytest.raises(SubjectSilent):
        channel.receive(1, 0.2)

    assert own_containers(engine) == before


def test_agent_cannot_be_killed_from_inside(sandbox: DockerSandbox) -> None:
    """The first process of a container is safe from SIGKILL by its children."""
    code = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import os; os.kill(1, 9)']); answer = 'alive'"
    )
    with sandbox.start(PROBE, LIMITS) as channel:
        assert ask(channel, code) == "alive"


# ---------------------------------------------------------------- seen from the engine


def test_chosen_runtime_runs_the_container(
    address: str | None, docker_image: str, engine: Engine, api: docker.APIClient
) -> None:
    """The engine is told which runtime to use; every engine has runc."""
    before = set(own_containers(engine))
    with DockerSandbox(address, docker_image, "runc").start(PROBE, LIMITS) as channel:
        (name,) = set(own_containers(engine)) - before

        assert api.inspect_container(name)["HostConfig"]["Runtime"] == "runc"
        assert ask(channel, "answer = 'alive'") == "alive"


def test_engine_shows_what_was_asked_for(sandbox: DockerSandbox, engine: Engine, api: docker.APIClient) -> None:
    """No privilege, mount, port, log or swap; labels for the clean-up."""
    before = set(own_containers(engine))
    with sandbox.start(PROBE, LIMITS):
        (name,) = set(own_containers(engine)) - before
        found = api.inspect_container(name)
    host = found["HostConfig"]

    assert {
        "privileged": host["Privileged"],
        "dropped": host["CapDrop"],
        "added": host["CapAdd"] or [],
        "binds": host["Binds"] or [],
        "mounts": found["Mounts"],
        "devices": host["Devices"] or [],
        "ports": host["PortBindings"] or {},
        "network": host["NetworkMode"],
        "ipc": host["IpcMode"],
        "log": host["LogConfig"]["Type"],
        "root": host["ReadonlyRootfs"],
        "remove": host["AutoRemove"],
        "memory": host["Memory"],
        "swap": host["MemorySwap"],
        "processes": host["PidsLimit"],
        "processor": host["NanoCpus"],
        "terminal": found["Config"]["Tty"],
        "command": found["Config"]["Cmd"] or [],
        "labels": sorted(found["Config"]["Labels"]),
    } == {
        "privileged": False,
        "dropped": ["ALL"],
        "added": [],
        "binds": [],
        "mounts": [],
        "devices": [],
        "ports": {},
        "network": "none",
        "ipc": "private",
        "log": "none",
        "root": True,
        "remove": False,
        "memory": memory_bytes(LIMITS),
        "swap": memory_bytes(LIMITS),
        "processes": LIMITS.processes + AGENT_PROCESSES,
        "processor": 1_000_000_000,
        "terminal": False,
        "command": [],
        "labels": sorted([DEADLINE_LABEL, JOB_LABEL, OWNER_LABEL]),
    }


def test_wishes_of_the_image_are_not_granted(
    address: str | None, docker_image: str, make_image: Callable[..., str], api: docker.APIClient, engine: Engine
) -> None:
    """An image's entry point, command, user and volumes do not count; nothing of it reaches the host's disk."""
    image = make_image(
        'ENTRYPOINT ["/bin/false"]', 'CMD ["/bin/false"]', "USER root", "VOLUME /data", like=docker_image
    )
    before = set(own_containers(engine))
    with DockerSandbox(address, image).start(PROBE, LIMITS) as channel:
        (name,) = set(own_containers(engine)) - before
        mounts = api.inspect_container(name)["Mounts"]
        writable = ask(channel, "import os; answer = [os.getuid() != 0, os.access('/data', os.W_OK)]")

    assert (mounts, writable) == ([], [True, False])


# ---------------------------------------------------------------- what is missing


def test_engine_that_is_not_there(tmp_path: Path) -> None:
    """Without an engine the sentence says what to do."""
    sandbox = DockerSandbox(f"unix://{tmp_path}/docker.sock")

    with pytest.raises(SandboxUnavailable, match="No Docker engine answers") as caught:
        sandbox.info()

    assert "--sandbox process" in caught.value.advice


def test_engine_that_has_stopped(tmp_path: Path) -> None:
    """A socket that nobody listens on is no engine either, and the status says so without an exception."""
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    rows = status(f"unix://{path}", None, None)

    assert [(row.name, row.ok) for row in rows] == [("engine", False)]


def test_engine_that_breaks_off(tmp_path: Path) -> None:
    """An engine that dies in the middle of an answer may be back when it is asked again."""
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as dying:
        dying.bind(str(path))
        dying.listen()

        def hang_up_twice() -> None:
            for _ in range(2):
                dying.accept()[0].close()

        answering = threading.Thread(target=hang_up_twice)
        answering.start()

        with pytest.raises(SandboxFault, match="broke off"):
            Engine(f"unix://{path}")
        answering.join()


def test_runtime_that_is_not_there(address: str | None, docker_image: str) -> None:
    """A runtime that the engine does not have is named before anything is started, and so are those that it has."""
    with pytest.raises(SandboxUnavailable, match="has no runtime 'no-such-runtime'") as caught:
        DockerSandbox(address, docker_image, "no-such-runtime").info()

    assert "It has: " in caught.value.advice
    assert "runc" in caught.value.advice


def test_image_that_is_not_there(address: str | None) -> None:
    """A missing image is named, and the advice is the command that fetches it."""
    with pytest.raises(SandboxUnavailable, match="no image grader-tests/none:1") as caught:
        DockerSandbox(address, "grader-tests/none:1").info()

    assert "grade sandbox prepare --image grader-tests/none:1" in caught.value.advice


def test_image_without_python(address: str | None, make_image: Callable[..., str], engine: Engine) -> None:
    """An image without python3 is refused when the container starts, and the container is removed."""
    image = make_image()
    before = own_containers(engine)

    with pytest.raises(SandboxUnavailable, match="has no python3"), DockerSandbox(address, image).start(PROBE, LIMITS):
        pass

    assert own_containers(engine) == before


def test_preparing_an_image_that_is_there(address: str | None, docker_image: str, sandbox: DockerSandbox) -> None:
    """What is there is tried and kept; each step is told."""
    said: list[str] = []

    digest = prepare(address, docker_image, said.append)

    assert digest == sandbox.info().image
    assert said[0] == f"The image {docker_image} is there already."
    assert " works: Python 3." in said[-1]


def test_preparing_an_image_without_python(address: str | None, make_image: Callable[..., str]) -> None:
    """An image that cannot run Python is not called ready."""
    with pytest.raises(SandboxUnavailable, match="has no python3"):
        prepare(address, make_image(), lambda _: None)


def test_status_is_all_good_here(address: str | None, docker_image: str) -> None:
    """Where these tests run, everything that is required is there, and the status says so."""
    rows = status(address, docker_image, None)

    assert [row.sentence for row in rows if row.required and not row.ok] == []
    assert {"engine", "memory", "swap", "processes", "seccomp", "image"} <= {row.name for row in rows}


# ---------------------------------------------------------------- after a crash

CRASH = """
import os, sys
from grader.sandbox import Limits
from grader.sandboxes.docker import DockerSandbox
with DockerSandbox(sys.argv[1] or None, sys.argv[2]).start("import threading; threading.Event().wait()", Limits()):
    os.kill(os.getpid(), 9)
"""


def package_path(root: Path) -> dict[str, str]:
    """An environment in which our package is found, installed or not."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}


def test_containers_of_a_crashed_run_are_removed(
    address: str | None, docker_image: str, engine: Engine, root: Path
) -> None:
    """The next run finds and removes what a killed one left running."""
    left = containers_of_a_crash(address, docker_image, engine, root)

    DockerSandbox(address, docker_image).info()

    assert left
    assert not left & set(engine.labelled(OWNER_LABEL))


def test_containers_of_a_crash_beside_a_long_run_are_removed(
    address: str | None, docker_image: str, engine: Engine, root: Path
) -> None:
    """A sandbox that is in use for long goes round every few minutes, and starts as ever meanwhile."""
    now = [0.0]
    sandbox = DockerSandbox(address, docker_image, clock=lambda: now[0])
    sandbox.info()
    left = containers_of_a_crash(address, docker_image, engine, root)
    now[0] += EVERY_S

    with sandbox.start(PROBE, LIMITS) as channel:
        assert ask(channel, "answer = 'alive'") == "alive"
        assert left
        assert not left & set(engine.labelled(OWNER_LABEL))


def containers_of_a_crash(address: str | None, image: str, engine: Engine, root: Path) -> set[str]:
    """What a run that was killed has left."""
    command = [sys.executable, "-c", CRASH, address or "", image]
    with subprocess.Popen(command, env=package_path(root)) as crashed:
        pass
    assert crashed.returncode == -signal.SIGKILL
    owners = {key: parse_owner(labels[OWNER_LABEL]) for key, labels in engine.labelled(OWNER_LABEL).items()}
    return {key for key, owner in owners.items() if owner is not None and owner.pid == str(crashed.pid)}


@pytest.mark.parametrize(
    ("changes", "late", "removed"),
    [
        pytest.param({}, True, False, id="live-owner"),
        pytest.param({"pid": "1", "start": "1"}, False, True, id="dead-owner"),
        pytest.param({"boot": "earlier"}, False, True, id="before-the-reboot"),
        pytest.param({"machine": "elsewhere"}, False, False, id="other-machine-in-time"),
        pytest.param({"machine": "elsewhere"}, True, True, id="other-machine-late"),
        pytest.param({"namespace": "pid:[1]"}, False, False, id="other-container-in-time"),
    ],
)
def test_orphans_are_told_from_live_containers(
    engine: Engine, docker_image: str, changes: dict[str, str], late: bool, removed: bool
) -> None:
    """Only containers of dead owners go, or of unknown ones past their deadline; also those that never started."""
    here = current_owner()
    owner = Owner(**({name: getattr(here, name) for name in Owner.__dataclass_fields__} | changes))
    deadline = time.time() + (-100 if late else 100)
    labels = {OWNER_LABEL: str(owner), JOB_LABEL: "test", DEADLINE_LABEL: str(int(deadline))}
    name = "grader-tests-orphan"
    image = engine.image(docker_image)
    assert image is not None
    engine.create(name, container(image, LIMITS, uid=FIRST_UID, labels=labels, cpu=False))
    try:
        remove_orphans(engine, time.time())

        assert (engine.state(name) is None) == removed
    finally:
        engine.remove(name)
