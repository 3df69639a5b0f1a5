"""Ends everything that a process sandbox started, however it tries to stay.

Why it is so: a group is left with setsid, a parent with a double fork, a mark in the environment with an exec. So
as root the subject has a user of its own, and all of that user's processes end at once. Otherwise we look for all
of the subject's session, descendants and mark, hold the agent still meanwhile (it may have made itself the parent
of orphans), and look again until there is none.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.errors import SandboxFault
from grader.sandboxes.commands import run

MARK_VARIABLE = "GRADER_SANDBOX"
"""Variable in the environment of the agent and, unless they drop it, of its descendants."""
GIVE_UP_S = 10.0
MOMENT_S = 0.1
"""for a process to end that was killed"""
PAUSE_S = 0.005
_PAGE = 4096
"""what of a process's `stat` or `status` is looked at stands on the first page"""
_MAX_ENVIRONMENT = 4 * 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """One living process in the system's table; zombies are not in it."""

    pid: int
    parent: int
    group: int
    session: int


def end_tree(agent: subprocess.Popen[bytes], mark: str) -> None:
    """End the agent and all that it started, and wait until they are gone.

    Raises:
        SandboxFault: some are still there after ten seconds.
    """
    if sys.platform == "win32":
        _end_tree_windows(agent)
        return
    root = agent.pid
    is_held = agent.poll() is None
    if is_held:
        with suppress(ProcessLookupError):
            os.kill(root, signal.SIGSTOP)
    _repeat(lambda: _strike(e for e in _belonging(root, mark) if e.pid != root))
    if is_held:
        agent.kill()
        _repeat(lambda: _strike(e for e in _belonging(root, mark) if e.pid != root))
    agent.wait()


def end_marked(mark: str) -> None:
    """End what is left of a sandbox of a crashed run. Raises SandboxFault as `end_tree` does."""
    if sys.platform != "win32":
        _repeat(lambda: _strike(entry for entry in table() if _is_marked(entry.pid, mark)))


def end_user(agent: subprocess.Popen[bytes], uid: int) -> None:
    """End all processes of a user that only the sandbox uses; we are root.

    Raises:
        SandboxFault: some are still there after ten seconds.
    """
    if sys.platform == "win32":
        return
    agent.kill()
    with suppress(subprocess.TimeoutExpired):
        agent.wait(MOMENT_S)  # mostly it was alone, and takes all with it: then nobody need become the user to kill

    def strike() -> bool:
        agent.poll()
        if Path("/proc/self/status").exists() and not processes_of(uid):
            return False
        _kill_as(uid)
        return bool(processes_of(uid))

    _repeat(strike)
    agent.wait()


def processes_of(uid: int) -> list[int]:
    """Living processes that have the user in any of its four roles; empty where there is no /proc."""
    return [pid for pid in _numbers() if _has_user(pid, uid)]


def table() -> list[Entry]:
    """All living processes, from /proc, else from `ps`."""
    numbers = _numbers()
    if not numbers:
        return _table_by_ps()
    found = (_entry(pid) for pid in numbers)
    return [entry for entry in found if entry is not None]


def _repeat(strike: Callable[[], bool]) -> None:
    deadline = time.monotonic() + GIVE_UP_S
    while strike():
        if time.monotonic() > deadline:
            raise SandboxFault("Processes that the submission started could not be ended.")
        time.sleep(PAUSE_S)  # the kernel needs a moment to take them down


def _strike(victims: Iterable[Entry]) -> bool:
    """Kill all, groups first for they end at once; whether there were any."""
    chosen = list(victims)
    if sys.platform != "win32":
        for group in {entry.group for entry in chosen} - {os.getpgrp()}:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        for entry in chosen:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(entry.pid, signal.SIGKILL)
    return bool(chosen)


def _belonging(root: int, mark: str) -> list[Entry]:
    entries = table()
    ours = {e.pid for e in entries if root in (e.pid, e.group, e.session) or _is_marked(e.pid, mark)} | {root}
    grown = True
    while grown:
        children = {entry.pid for entry in entries if entry.parent in ours} - ours
        ours |= children
        grown = bool(children)
    return [entry for entry in entries if entry.pid in ours]


def _numbers() -> list[int]:
    try:
        names = os.listdir("/proc")  # noqa: PTH208 - each sandbox looks twice
    except OSError:
        return []
    return [int(name) for name in names if name.isascii() and name.isdigit()]


def _entry(pid: int) -> Entry | None:
    # proc(5): "pid (command) state ppid pgrp session …"; the command may hold spaces and parentheses.
    fields = _bytes(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    if len(fields) < 4 or fields[0] in (b"Z", b"X"):
        return None
    return Entry(pid, int(fields[1]), int(fields[2]), int(fields[3]))


def _has_user(pid: int, uid: int) -> bool:
    # proc(5): "Uid:" with four numbers, "State:" with a letter; line ends in the name of the command are escaped.
    # Cut and not read as a whole: each sandbox looks through all processes of the machine, twice.
    status = _bytes(f"/proc/{pid}/status")
    users = status.partition(b"\nUid:")[2].partition(b"\n")[0].split()
    is_dead = status.partition(b"\nState:")[2].lstrip()[:1] in (b"Z", b"X")
    return str(uid).encode() in users and not is_dead


def _is_marked(pid: int, mark: str) -> bool:
    return f"{MARK_VARIABLE}={mark}".encode() in _bytes(f"/proc/{pid}/environ", _MAX_ENVIRONMENT).split(b"\0")


def _bytes(path: str, size: int = _PAGE) -> bytes:
    """The first `size` bytes of a file of the system's, in a third of the time that an open file object takes."""
    try:
        place = os.open(path, os.O_RDONLY)
    except OSError:
        return b""  # it has ended meanwhile, or belongs to someone else
    try:
        return os.read(place, size)
    except OSError:
        return b""
    finally:
        os.close(place)


def _table_by_ps() -> list[Entry]:
    try:
        done = run(["ps", "-A", "-o", "pid=,ppid=,pgid=,stat="], GIVE_UP_S)
    except OSError:
        return []
    rows = [line.split() for line in done.output.splitlines()]
    living = [row for row in rows if len(row) == 4 and not row[3].startswith("Z")]
    return [Entry(int(pid), int(parent), int(group), 0) for pid, parent, group, _ in living]


def _kill_as(uid: int) -> None:
    """kill(-1) by the user itself: the kernel takes all of them in one go, so even a fork bomb cannot slip away."""
    with suppress(OSError):
        run(["/bin/sh", "-c", "kill -9 -1"], GIVE_UP_S, uid)


def _end_tree_windows(agent: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        run(["taskkill", "/F", "/T", "/PID", str(agent.pid)], GIVE_UP_S)
    agent.kill()
    agent.wait()
