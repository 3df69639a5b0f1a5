"""A Docker engine of the tests' own, to be killed and started again. Nothing of the system's engine is touched.

It lives in namespaces of its own for processes, mounts and the network (an engine that is told to have no bridge
removes the one that is there). When their first process ends, which it does with its standard input, the kernel ends
and unmounts all that is in there: also after a test that failed or was itself killed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import docker

from grader.settings import Settings
from tests.batch.processes import children

TOOLS = ("dockerd", "nsenter", "unshare")
APART = ("unshare", "--mount", "--propagation=private", "--pid", "--net", "--fork", "--mount-proc")
ENTER = ("nsenter", "--mount", "--pid", "--net")
FIRST = """
import signal, subprocess, sys
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", sys.argv[1]], check=True)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print(flush=True)
sys.stdin.read()
"""
"""The first process in there: keeps the engine's files in memory, and lets the kernel bury whoever has lost its parent.
An engine that finds its dead containerd unburied takes it for running and does not start."""
ACTIVATE = 'exec 3<&0 </dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec dockerd "$@"'
"""hands the listening socket over as a service manager does, sd_listen_fds(3)"""
CGROUPS = Path("/sys/fs/cgroup")


def obstacle() -> str:
    """Why no engine can be started here; empty where one can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "Only root on Linux can start a Docker engine."
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    return f"There is no {' and no '.join(absent)} to start a Docker engine with." if absent else ""


class PrivateEngine:
    """An engine with all that it writes in `folder`, which the namespaces' process `first` can see."""

    def __init__(self, folder: Path, first: int) -> None:
        self.address = f"unix://{folder / 'socket'}"
        self._folder = folder
        self._first = first
        self._daemon: subprocess.Popen[bytes] | None = None
        self._listener: socket.socket | None = None

    def start(self) -> None:
        """Start it and return at once; whoever calls it meanwhile waits."""
        if self._listener is None:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self._folder / "socket"))
            self._listener.listen()
        inside = [*ENTER, f"--target={self._first}", "sh", "-c", ACTIVATE, "dockerd"]
        with (self._folder / "log").open("ab") as log:
            listener = self._listener.fileno()
            self._daemon = subprocess.Popen([*inside, *self._options()], stdin=listener, stdout=log, stderr=log)

    def kill(self, *, keep_listening: bool = False) -> None:
        """SIGKILL. Callers then wait for the next start, as where a service manager listens, or find nobody."""
        if self._listener and not keep_listening:
            (self._folder / "socket").unlink()  # containers that live on may hold the socket itself
            self._listener.close()
            self._listener = None
        if self._daemon:
            for daemon in children(self._daemon.pid):
                with suppress(ProcessLookupError):
                    os.kill(daemon, signal.SIGKILL)
            self._daemon.wait()
            self._daemon = None

    def load(self, image: str) -> None:
        """Copy an image from the engine that the other tests use."""
        theirs = docker.APIClient(base_url=Settings.read().docker_host, version="auto")
        with closing(theirs), closing(docker.APIClient(base_url=self.address, version="auto")) as ours:
            for _ in ours.load_image(theirs.get_image(image)):  # type: ignore[no-untyped-call]
                pass

    def is_at_work(self) -> bool:
        """Whether in some container the agent is not alone."""
        return any(names.count("python3") > 1 for names in map(_programs, self._groups()))

    def containers(self) -> list[str]:
        """All that it knows of, running or not.

        Processes that it was starting when it was killed may live on without its knowledge; nobody can end those
        through it.
        """
        with closing(docker.APIClient(base_url=self.address, version="auto")) as client:
            return [f"{row['Names']}: {row['Status']}" for row in client.containers(all=True)]

    def _groups(self) -> list[Path]:
        return [group for top in cgroups(self._folder.name) for group in top.iterdir() if group.is_dir()]

    def _options(self) -> list[str]:
        name = self._folder.name
        places = [f"--{place}={self._folder / 'kept' / place}" for place in ("data-root", "exec-root", "pidfile")]
        names = [f"--containerd-namespace={name}", f"--containerd-plugins-namespace={name}-plugins"]
        groups = [f"--cgroup-parent=/{name}", "--exec-opt=native.cgroupdriver=cgroupfs"]
        network = ["--bridge=none", "--iptables=false", "--ip-forward=false", "--ip-masq=false"]
        settings = f"--config-file={self._folder / 'settings'}"
        return [settings, *places, *names, *groups, *network, "--host=fd://"]


@contextmanager
def private_engine(image: str) -> Iterator[PrivateEngine]:
    """A running engine with a copy of that image; at the end nothing of it is left."""
    with ExitStack() as stack:
        folder = Path(tempfile.gettempdir()) / f"grade-engine-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
        stack.callback(shutil.rmtree, folder)
        stack.callback(remove_cgroups, folder.name)
        (folder / "settings").write_text("{}", "ascii")
        (folder / "kept").mkdir()
        first = [sys.executable, "-c", FIRST, str(folder / "kept")]
        outer = stack.enter_context(subprocess.Popen([*APART, *first], stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        assert outer.stdout
        assert outer.stdout.readline(), "The system lets nobody have namespaces of their own."
        engine = PrivateEngine(folder, children(outer.pid)[0])
        stack.callback(engine.kill)
        engine.start()
        engine.load(image)
        yield engine


def _programs(group: Path) -> list[str]:
    """The names of the processes of a control group; a group that is going away has none."""
    with suppress(OSError):
        return [
            Path(f"/proc/{pid}/comm").read_text("ascii").strip() for pid in (group / "cgroup.procs").read_text().split()
        ]
    return []


def cgroups(name: str) -> list[Path]:
    """The parent of an engine's control groups: one in version 2, one for each controller in version 1."""
    return [*CGROUPS.glob(name), *CGROUPS.glob(f"*/{name}")]


def remove_cgroups(name: str) -> None:
    """Remove the control groups of an engine whose processes have all ended."""
    for top in cgroups(name):
        for group in [*(each for each in top.iterdir() if each.is_dir()), top]:
            group.rmdir()
