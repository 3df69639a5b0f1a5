"""A process tree on this machine as a sandbox: for one's own code, or inside a host's container as root.

It has its own session, a clean environment and a private folder. As root it runs as a user of its own, which is a
boundary; as anybody else the submission can do what that person can do, and `status` says so. Limits on memory,
processes and files are set by the agent for each request.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from grader.errors import SandboxFault, SandboxUnavailable
from grader.sandbox import Ending, EndingKind, Limits, SandboxInfo, SandboxKind
from grader.sandboxes import folder
from grader.sandboxes.environment import environment
from grader.sandboxes.launch import Launcher, flags
from grader.sandboxes.process_pipes import PipeWire, ThreadedStream
from grader.sandboxes.process_python import interpreter
from grader.sandboxes.process_tree import MARK_VARIABLE, end_marked, end_tree, end_user
from grader.sandboxes.process_user import is_root, own_user
from grader.sandboxes.rounds import Rounds
from grader.sandboxes.stream import Stream

MOMENT_S = 0.1
"""for the pipe to close, which is the first sign of an end"""
ENDING_S = 1.0
"""after the first sign, for the process to be gone"""
OPEN_FILES = 256


class ProcessSandbox:
    """The process adapter. Safe to use from several threads; removes what crashed runs left, at first and then often.

    `python` is the interpreter to use (None: our own, or as root one that others can run), `hash_seed` that of its
    strings.
    """

    def __init__(
        self, python: str | None = None, hash_seed: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._python = python
        self._hash_seed = hash_seed
        self._rounds = Rounds(remove_orphans, clock)
        self._lock = threading.Lock()
        self._is_ready = False
        self._launcher = Launcher()

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[ProcessChannel]:
        """A fresh process that runs `agent`. Raises SandboxUnavailable, SandboxFault."""
        mark = secrets.token_hex(8)
        with ExitStack() as stack:
            uid = stack.enter_context(own_user()) if is_root() else None
            python = self._prepared(uid)
            home = folder.make(mark, uid)
            stack.callback(folder.remove, home)
            if uid is not None:
                stack.callback(folder.remove_files_of, uid)
            process = _spawn(python, home, mark, uid, self._hash_seed)
            stack.callback(_close, process)
            stack.callback(_end, process, mark, uid)
            channel = ProcessChannel(process)
            _restrict(process.pid)
            self._launcher.launch(channel, agent)
            yield channel

    def info(self) -> SandboxInfo:
        """The kind. Raises SandboxUnavailable where `start` would."""
        if is_root() and not self._is_ready:
            with own_user() as uid:
                self._prepared(uid)
        else:
            self._prepared(None)
        return SandboxInfo(SandboxKind.PROCESS, None)

    def _prepared(self, uid: int | None) -> str:
        with self._lock:
            if self._python is None:
                self._python = interpreter(uid)
            if not self._is_ready:
                if uid is not None:
                    folder.check_reachable()
                self._is_ready = True
            python = self._python
        self._rounds.go_if_due()
        return python


class _Pipes(Protocol):
    """What both kinds of pipes offer."""

    def send(self, data: bytes, timeout_s: float) -> None: ...

    def receive(self, size: int, timeout_s: float) -> bytes: ...

    def discard(self, timeout_s: float) -> bool: ...


class ProcessChannel:
    """The pipes of one agent process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._kills = _memory_kills()
        self._pipes = _pipes(process)

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`. Raises SubjectGone, SubjectSilent."""
        self._pipes.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read exactly `size` bytes. Raises SubjectGone, SubjectSilent."""
        return self._pipes.receive(size, timeout_s)

    def ending(self) -> Ending:
        """How the process ended. The kernel counts its memory kills for the whole machine; that is our evidence."""
        is_closed = self._process.poll() is not None or self._pipes.discard(MOMENT_S)
        try:
            return self._ended(self._process.wait(ENDING_S if is_closed else 0))
        except subprocess.TimeoutExpired:
            return Ending(EndingKind.RUNNING)

    def _ended(self, status: int) -> Ending:
        if status >= 0:
            return Ending(EndingKind.EXITED, f"exit status {status}")
        if -status == 9 and _memory_kills() > self._kills:
            return Ending(EndingKind.MEMORY, "the kernel ended it because the machine's memory was used up")
        return Ending(EndingKind.KILLED, f"signal {-status}")


def remove_orphans() -> int:
    """End and remove what this user's crashed runs left in the temporary folder; how many there were."""
    found = list(folder.abandoned())
    for outer, mark in found:
        with suppress(SandboxFault):
            end_marked(mark)
        folder.clear(outer)
    return len(found)


def _spawn(python: str, home: Path, mark: str, uid: int | None, hash_seed: int) -> subprocess.Popen[bytes]:
    variables = environment(str(home), hash_seed) | {MARK_VARIABLE: mark} | _search_path(python, home)
    try:
        return subprocess.Popen(  # noqa: S603 (our Python with fixed arguments)
            [python, *flags(uid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=home,
            env=variables,
            start_new_session=True,
            umask=-1 if sys.platform == "win32" else 0o022,
        )
    except OSError as error:
        raise SandboxUnavailable(
            f"The Python {python} could not be started: {error.strerror}.", "Install Python 3.8 or later."
        ) from error


def _search_path(python: str, home: Path) -> dict[str, str]:
    if sys.platform == "win32":
        # Without SYSTEMROOT Python does not start there; the folder for temporary files is called TEMP or TMP.
        import ctypes

        text = ctypes.create_unicode_buffer(260)
        ctypes.windll.kernel32.GetWindowsDirectoryW(text, 260)
        path = f"{Path(python).parent};{text.value}\\System32"
        return {"SYSTEMROOT": text.value, "PATH": path, "TEMP": str(home), "TMP": str(home)}
    return {"PATH": f"{Path(python).parent}:/usr/local/bin:/usr/bin:/bin"}


def _pipes(process: subprocess.Popen[bytes]) -> _Pipes:
    if process.stdin is None or process.stdout is None:
        raise SandboxFault("The sandbox's process has no pipes.")
    reader, writer = process.stdout.fileno(), process.stdin.fileno()
    return ThreadedStream(reader, writer) if sys.platform == "win32" else Stream(PipeWire(reader, writer))


def _restrict(pid: int) -> None:
    """Modest limits for the agent itself, before it has any text to run; a request's own are the agent's business."""
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError, PermissionError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def _end(process: subprocess.Popen[bytes], mark: str, uid: int | None) -> None:
    if uid is None:
        end_tree(process, mark)
    else:
        end_user(process, uid)


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _memory_kills() -> int:
    """How often the kernel's memory guard has killed since boot; 0 where it does not say."""
    with suppress(OSError, ValueError):
        for line in Path("/proc/vmstat").read_text(encoding="ascii").splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill":
                return int(count)
    return 0
