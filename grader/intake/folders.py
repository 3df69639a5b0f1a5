"""Read a folder: no link is followed, no special file is opened, noise is not entered.

The archives at its top are handed back unopened: whoever reads the folder opens them.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from grader.errors import SubmissionRejected, UsageError
from grader.intake.archives import is_meant_as_archive
from grader.intake.caps import Budget
from grader.intake.names import refuse_collisions, refuse_name, shown
from grader.intake.noise import MARKER, Noise, environment_label, is_environment, noise_label
from grader.intake.streams import read_up_to
from grader.intake.trees import EntryKind, Tree

_MOUNT_POINT_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a Windows junction, which Python takes for a folder
_READ_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY")  # those that the platform has


@dataclass(frozen=True)
class FolderRead:
    """A folder's own files, and the archives at its top, packed, by name in order."""

    tree: Tree
    archives: tuple[tuple[str, bytes], ...]


def read_folder(root: Path, budget: Budget) -> FolderRead:
    """Read everything under `root` that is no noise.

    Raises:
        UsageError: `root` itself cannot be read.
        SubmissionRejected: a name, a size or a number is over a cap, or something inside cannot be read.
    """
    walk = _Walk(budget)
    pending = [("", root)]
    while pending:
        path, place = pending.pop()
        pending.extend(walk.visit(path, place))
    return walk.result()


def read_regular_file(place: Path, most_bytes: int) -> bytes | None:
    """At most `most_bytes` + 1 bytes of a regular file, so that one too many tells; None where it is no such file.

    Raises:
        OSError: it cannot be read, is gone, or is a link.
    """
    flags = os.O_RDONLY
    for name in _READ_FLAGS:
        flags |= int(getattr(os, name, 0))
    with os.fdopen(os.open(place, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return None
        return read_up_to(stream, most_bytes + 1)


class _Walk:
    """What was found so far on the way through a folder."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._files: list[tuple[str, bytes]] = []
        self._folders: set[str] = set()
        self._noise: set[Noise] = set()
        self._skipped: set[str] = set()
        self._archives: list[tuple[str, bytes]] = []

    def visit(self, path: str, place: Path) -> list[tuple[str, Path]]:
        """Take in one folder (`path` is "" for the top); gives the folders in it that are still to be visited."""
        found = self._listing(path, place)
        if path and is_environment(place.name, {entry.name for entry in found}):
            self._noise.add(Noise(path, environment_label(place.name), is_folder=True))
            return []
        if path:
            self._folders.add(path)
        return [inner for entry in found if (inner := self._take(path, entry)) is not None]

    def result(self) -> FolderRead:
        """Everything that was found, checked as a whole."""
        folders = frozenset(self._folders)
        refuse_collisions([path for path, _ in self._files], folders)
        tree = Tree(dict(self._files), folders, frozenset(self._noise), frozenset(self._skipped))
        return FolderRead(tree, tuple(self._archives))

    def _listing(self, path: str, place: Path) -> list[os.DirEntry[str]]:
        found = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    self._budget.see()
                    found.append(entry)
        except OSError as error:
            if not path:
                raise UsageError(f"The folder {shown(str(place))} cannot be read: {error.strerror}.") from error
            raise _unreadable(path, error) from error
        return sorted(found, key=lambda entry: entry.name)

    def _take(self, folder: str, entry: os.DirEntry[str]) -> tuple[str, Path] | None:
        """Take in one entry of a folder; gives it back where it is a folder to be visited."""
        name = unicodedata.normalize("NFC", entry.name)
        path = f"{folder}/{name}" if folder else name
        label = noise_label(name)
        try:
            kind = _kind(entry)
            if label is not None:
                self._noise.add(Noise(path, label, kind is EntryKind.FOLDER))
            elif kind is EntryKind.OTHER:
                self._skipped.add(path)
            elif name != MARKER:
                refuse_name(path, self._budget.caps)
                if kind is EntryKind.FOLDER:
                    return path, Path(entry.path)
                self._read(path, Path(entry.path))
        except FileNotFoundError:
            pass  # an editor that saves replaces files while we look
        except OSError as error:
            raise _unreadable(path, error) from error
        return None

    def _read(self, path: str, place: Path) -> None:
        caps = self._budget.caps
        is_archive = "/" not in path and is_meant_as_archive(path)
        content = read_regular_file(place, caps.archive_bytes if is_archive else caps.file_bytes)
        if content is None:
            self._skipped.add(path)
        elif is_archive:
            # Counted now, because it is in memory from now on.
            self._budget.unpack(shown(path), len(content))
            self._archives.append((path, content))
        else:
            self._budget.keep(shown(path), len(content))
            self._files.append((path, content))


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink() or getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT_TAG:
        return EntryKind.OTHER
    if entry.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.FILE if entry.is_file(follow_symlinks=False) else EntryKind.OTHER


def _unreadable(path: str, error: OSError) -> SubmissionRejected:
    return SubmissionRejected(
        f"{shown(path)} cannot be read: {error.strerror}.", "Change its permissions, or leave it out."
    )
