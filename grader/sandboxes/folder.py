"""The private writable folder of one process sandbox: `<temporary folder>/grader-<owner>-<mark>/home`.

The outer folder is ours and names its owner, so that what a crashed run left behind can be told and removed. The
inner one belongs to the subject.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from grader.errors import SandboxFault, SandboxUnavailable
from grader.sandboxes.owner import Life, Owner, current_owner

_PREFIX = "grader-sandbox"


def make(mark: str, uid: int | None) -> Path:
    """A fresh folder for the sandbox called `mark`, writable by the user `uid` only; None: by ourselves.

    Raises:
        SandboxUnavailable: there is no place for temporary files, or that user cannot get there.
    """
    owner = current_owner()
    outer = Path(tempfile.gettempdir()) / f"{_PREFIX}-{owner.pid}-{owner.start or 0}-{mark}"
    try:
        outer.mkdir(mode=0o700)
        home = outer / "home"
        home.mkdir(mode=0o700)
        if uid is not None:
            os.chown(home, uid, uid)
            outer.chmod(0o711)  # to be passed through, not listed
    except OSError as error:
        clear(outer)
        raise SandboxUnavailable(
            f"No folder for temporary files could be made in {outer.parent}: {error.strerror}.",
            "Set TMPDIR to a folder where you may write.",
        ) from error
    return home


def check_reachable() -> None:
    """Raise SandboxUnavailable unless users other than us can pass through to the temporary folder."""
    place = Path(tempfile.gettempdir()).resolve()
    for part in (place, *place.parents):
        if not part.stat().st_mode & stat.S_IXOTH:
            raise SandboxUnavailable(
                f"An unprivileged user cannot reach the folder for temporary files, {place}: {part} is closed.",
                "Set TMPDIR to a folder such as /tmp or /var/tmp.",
            )


def remove(home: Path) -> None:
    """Remove a sandbox's folder with all that is in it.

    Raises:
        SandboxFault: something of it cannot be removed.
    """
    outer = home.parent
    clear(outer)
    if outer.exists():
        raise SandboxFault(f"The temporary folder {outer} could not be removed.")


def clear(top: Path) -> None:
    """Remove a folder as far as possible, also where its folders are closed, endlessly deep, or have long paths.

    Folders within folders are first handed up to `top`, so no path gets long and nothing recurses. Links are never
    followed. Nobody may be writing there any more.
    """
    waiting = _strip(top)
    while waiting:
        folder = waiting.pop()
        for inner in _strip(folder):
            raised = top / f".{secrets.token_hex(8)}"
            with suppress(OSError):
                _open_up(inner)  # moving a folder changes its "..", so it must be writable
                inner.rename(raised)
                waiting.append(raised)
        with suppress(OSError):
            folder.rmdir()
    with suppress(OSError):
        top.rmdir()


def abandoned() -> Iterator[tuple[Path, str]]:
    """The outer folders that crashed runs of this user left in the temporary folder, with the mark of each."""
    here = current_owner()
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}-*-*-*"):
        pid, start, mark = folder.name.removeprefix(f"{_PREFIX}-").split("-", 2)
        if not (pid.isascii() and pid.isdigit() and folder.is_dir() and not folder.is_symlink()):
            continue
        owner = Owner(here.machine, here.boot, here.namespace, pid, start if start != "0" else "")
        if _is_ours(folder) and owner.life is Life.DEAD:
            yield folder, mark


def remove_files_of(uid: int) -> None:
    """Remove what a user left in the places where everyone may write."""
    for place in {"/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", tempfile.gettempdir()}:  # noqa: S108 (to clean them)
        for entry in _entries(Path(place)):
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_uid == uid and not _unlinked(entry):
                    clear(Path(entry.path))


def _strip(folder: Path) -> list[Path]:
    """Remove the files of a folder; the folders in it remain and are returned."""
    entries = _entries(folder)
    if not entries or not os.access(folder, os.W_OK | os.X_OK):
        with suppress(OSError):
            _open_up(folder)
        entries = _entries(folder)
    return [Path(entry.path) for entry in entries if not _unlinked(entry)]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _unlinked(entry: os.DirEntry[str]) -> bool:
    """Remove an entry that is no folder; False when it is one."""
    if entry.is_dir(follow_symlinks=False):
        return False
    with suppress(OSError):
        if os.name == "nt":  # there a file's own read-only mark keeps it
            Path(entry.path).chmod(stat.S_IWRITE)
        Path(entry.path).unlink()
    return True


def _open_up(folder: Path) -> None:
    folder.chmod(stat.S_IRWXU)


def _is_ours(folder: Path) -> bool:
    """Whether this user made the folder; one that a run beside us removes in this moment is nobody's any more."""
    try:
        return sys.platform == "win32" or folder.stat().st_uid == os.geteuid()
    except FileNotFoundError:
        return False
