"""Who student code runs as in a process sandbox.

Started as root we become a user that nobody else is; started as anybody else we stay who we are.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from grader.errors import SandboxUnavailable
from grader.sandboxes.process_tree import processes_of

FIRST_UID, LAST_UID = 61100, 64999
CLAIMS_PLACE = "/run"
"""where only root can write; where it is not there or cannot be written, the folder for temporary files is used"""


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


def _has_name(uid: int) -> bool:
    if sys.platform == "win32":
        return False
    import pwd

    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


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

    try:
        place = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SandboxUnavailable(f"{path} could not be written: {error.strerror}.", "Make room there.") from error
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
