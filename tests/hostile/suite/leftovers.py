"""What a submission could leave behind on this machine, and a canary that it could harm.

Why it is so: other tests may run beside these. So containers are told by their owner, processes by being descendants
of ours (who loses its parent becomes our child), files by lying in a folder of ours; and the files that a case tries
to leave anywhere else have names that begin with `hostile-`.
"""

from __future__ import annotations

import ctypes
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from grader.sandboxes.docker import OWNER_LABEL
from grader.sandboxes.docker_engine import Engine
from grader.sandboxes.owner import Life, current_owner, parse_owner
from grader.sandboxes.process_tree import Entry, table
from grader.settings import Settings

NAME = "hostile-"
"""how the names of all files begin that a case wants to outlive it"""
OPEN_PLACES = tuple(map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")))  # noqa: S108 (to look)
"""where everyone may write"""
PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER = 36, 37


class Premises:
    """The part of this machine that the suite answers for.

    `scratch` is the folder for all temporary files; `patience_s` is how long a thing that is about to go may take.
    """

    def __init__(self, scratch: Path, patience_s: float = 5.0) -> None:
        self._scratch = scratch
        self._patience_s = patience_s
        self._canary = scratch / "canary"
        if not self._canary.exists():
            self._canary.write_bytes(b"still here\n")

    @contextmanager
    def watched(self, *, docker: bool) -> Iterator[list[str]]:
        """Keep in sight what the block starts; afterwards the list tells what it left, and what befell the canary.

        Meanwhile `scratch` is where temporary files go, for us and for the commands that we call.
        """
        left: list[str] = []
        with pytest.MonkeyPatch.context() as patch, _adopting_orphans():
            patch.setenv("TMPDIR", str(self._scratch))
            patch.setattr(tempfile, "tempdir", str(self._scratch))
            before = self._now(docker=docker)
            yield left
            left += self._left_since(before, docker=docker)

    def _left_since(self, before: frozenset[str], *, docker: bool) -> list[str]:
        deadline = time.monotonic() + self._patience_s
        while (found := self._now(docker=docker) - before) and time.monotonic() < deadline:
            time.sleep(0.05)  # containers and processes end in their own time
        return sorted(found)

    def _now(self, *, docker: bool) -> frozenset[str]:
        """All that could be a leftover, each thing by a name that a person can use."""
        _bury()
        found = [*_processes(), *_files(self._scratch), *_mounts(self._scratch), *_locks(), *_ipc_objects()]
        return frozenset([*found, _state(self._canary), *(_containers() if docker else ())])


def _state(file: Path) -> str:
    """All about the canary that must stay as it is."""
    try:
        told = file.lstat()
        facts = (told.st_mode, told.st_uid, told.st_mtime_ns, told.st_nlink)
        return f"canary with {file.read_bytes()!r}, {facts}"
    except OSError as error:
        return f"canary that cannot be read: {error.strerror}"


@contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Processes below us that lose their parent become our children, so that none gets out of sight (Linux)."""
    before = _set_subreaper(1)
    try:
        yield
    finally:
        _set_subreaper(before)


def _containers() -> Iterator[str]:
    """Those of this process, and of those that ended: a batch has workers that start them."""
    with Engine(Settings.read().docker_host) as engine:
        for name, labels in engine.labelled(OWNER_LABEL).items():
            owner = parse_owner(labels[OWNER_LABEL])
            if owner and (owner == current_owner() or owner.life is Life.DEAD):
                yield f"container {name}"


def _processes() -> Iterator[str]:
    """Our descendants. What runs in a container ends with it; the kernel sees to that."""
    entries = table()
    below = _descendants(entries)
    for entry in entries:
        if entry.pid in below:
            yield f"process {entry.pid} ({_name(entry.pid)})"


def _name(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
    return "ended"


def _descendants(entries: list[Entry]) -> set[int]:
    below, new = set[int](), {os.getpid()}
    while new:
        new = {entry.pid for entry in entries if entry.parent in new} - below
        below |= new
    return below


def _files(scratch: Path) -> Iterator[str]:
    for path in scratch.rglob("*"):
        yield f"file {path}"
    for place in OPEN_PLACES:
        with suppress(OSError):
            yield from (f"file {path}" for path in place.iterdir() if path.name.startswith(NAME) and path != scratch)


def _mounts(scratch: Path) -> Iterator[str]:
    """proc(5), mountinfo: the fifth field is where it is mounted."""
    with suppress(OSError):
        for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines():
            place = line.split()[4]
            if Path(place).is_relative_to(scratch) or NAME in place:
                yield f"mount {place}"


def _locks() -> Iterator[str]:
    """proc(5), locks: the fifth field is the process."""
    with suppress(OSError):
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            fields = line.replace("->", "").split()
            if fields[4] == str(os.getpid()):
                yield f"lock {' '.join(fields[1:])}"


def _ipc_objects() -> Iterator[str]:
    """System V objects of users without a name, as sandboxes use them; proc(5), sysvipc."""
    for kind in ("shm", "sem", "msg"):
        with suppress(OSError):
            header, *rows = Path(f"/proc/sysvipc/{kind}").read_text("ascii").splitlines()
            column = header.split().index("uid")
            yield from (f"{kind} object {row.split()[1]}" for row in rows if int(row.split()[column]) >= 60_000)


def _bury() -> None:
    """Reap the adopted: nobody else waits for them."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for pid in children.read_text("ascii").split() if children.exists() else ():
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z":
                os.waitpid(int(pid), os.WNOHANG)


def _set_subreaper(value: int) -> int:
    """Set it and give what it was; 0 where there is no such thing."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        was = ctypes.c_int(0)
        libc.prctl(PR_GET_CHILD_SUBREAPER, ctypes.byref(was), 0, 0, 0)
        libc.prctl(PR_SET_CHILD_SUBREAPER, value, 0, 0, 0)
    except (OSError, AttributeError, TypeError):
        return 0
    else:
        return was.value
