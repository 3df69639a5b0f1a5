"""Who student code runs as in a process sandbox, and with which Python.

Started as root we become a user that nobody else is; started as anybody else we stay who we are.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from grader.errors import SandboxUnavailable
from grader.sandboxes.commands import run
from grader.sandboxes.process_tree import processes_of

FIRST_UID, LAST_UID = 61100, 64999
CLAIMS_PLACE = "/run"
"""where only root can write; where it is not there or cannot be written, the folder for temporary files is used"""
MINIMUM = (3, 8)
_PLACES = "/usr/local/bin:/usr/bin:/bin:/opt/python/bin:/opt/homebrew/bin"
_TRIAL_S = 20.0
_TRIAL = f"import sys, json, ast; sys.exit(0 if sys.version_info >= {MINIMUM} else 3)"


def is_root() -> bool:
    """Whether we may and must become someone else."""
    return sys.platform != "win32" and os.geteuid() == 0


@contextmanager
def own_user() -> Iterator[int]:
    """A user number without a name and without a process, which nobody else who starts sandboxes here takes meanwhile.

    Whoever ends a sandbox ends all that its user runs, so two of them may never have the same one.

    Raises:
        SandboxUnavailable: there is none, or no place to note that it is taken.
    """
    folder = _claims()
    size = LAST_UID - FIRST_UID + 1
    first = secrets.randbelow(size)
    for step in range(size):
        uid = FIRST_UID + (first + step) % size
        if _has_name(uid):
            continue
        with _claim(folder / str(uid)) as is_ours:
            if is_ours and not processes_of(uid):
                yield uid
                return
    raise SandboxUnavailable(f"All user numbers from {FIRST_UID} to {LAST_UID} are in use on this machine.")


def interpreter(uid: int | None) -> str:
    """A Python that the user `uid` can run; None: we ourselves, and then it is our own.

    Raises:
        SandboxUnavailable: there is none, or we may not become that user.
    """
    for candidate in _candidates():
        if uid is None or _works(candidate, uid):
            return candidate
    raise SandboxUnavailable(
        f"The grader was started as root, and {sys.executable} cannot be run by anyone else.",
        "Install a Python for all users (on Debian or Ubuntu: apt-get install python3), or do not run as root.",
    )


def _candidates() -> Iterator[str]:
    """Not our own environment's Python first: its packages are no part of a submission."""
    names = ["python3", *(f"python3.{minor}" for minor in range(20, MINIMUM[1] - 1, -1))]
    found = [shutil.which(name, path=path) for path in (_PLACES, None) for name in names]
    base = getattr(sys, "_base_executable", None) or sys.executable
    return iter(dict.fromkeys(candidate for candidate in (base, *found, sys.executable) if candidate))


def _works(python: str, uid: int) -> bool:
    """Try it: folders on the way, links, its library and its version all have to fit."""
    try:
        return run([python, "-I", "-S", "-B", "-c", _TRIAL], _TRIAL_S, uid).status == 0
    except TimeoutError:
        return False
    except OSError as error:
        if error.errno == errno.EPERM:  # an interpreter out of reach would be EACCES or ENOENT
            raise SandboxUnavailable(
                "The grader was started as root but may not become another user here.",
                "Start it as an ordinary user, or allow SETUID, SETGID and KILL.",
            ) from error
        return False


def _claims() -> Path:
    """The folder of claims, the same for all graders of this machine, in which nobody but root can write."""
    for place in (CLAIMS_PLACE, tempfile.gettempdir()):
        folder = Path(place) / "grader-users"
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            state = folder.lstat()
            if stat.S_ISDIR(state.st_mode) and state.st_uid == os.geteuid():
                return folder
    raise SandboxUnavailable(
        f"No folder `grader-users` of root's own could be made in {CLAIMS_PLACE} or in {tempfile.gettempdir()}.",
        "Set TMPDIR to a folder in which root can make it.",
    )


@contextmanager
def _claim(path: Path) -> Iterator[bool]:
    """Lock a file, if nobody else has; the lock goes with whoever holds it, however that ends."""
    if sys.platform == "win32":
        raise SandboxUnavailable("There are no user numbers on Windows.")
    import fcntl

    place = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if not _is_at(place, path):  # the one who had it has just removed it
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)
    finally:
        os.close(place)


def _is_at(place: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(place), path.stat())
    except FileNotFoundError:
        return False


def _has_name(uid: int) -> bool:
    if sys.platform == "win32":
        return False
    import pwd

    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
