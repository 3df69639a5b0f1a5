"""SOURCE as a list of named items, the same for a folder on disk and for a zip as downloaded.

Nothing is extracted, written or followed. A name's segments are in Unicode form NFC, because a Mac's archive has NFD;
a backslash separates folders as a slash does, because Windows tools write it. What no student handed in
(`__MACOSX`, `.DS_Store`) is no item, and counted.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from grader.errors import GraderError, SubmissionRejected, UsageError
from grader.intake.caps import DEFAULT_CAPS
from grader.intake.folders import read_regular_file
from grader.intake.names import shown
from grader.intake.noise import MARKER, noise_label
from grader.intake.streams import read_up_to
from grader.intake.trees import EntryKind
from grader.lms.zipfiles import AGAIN, Member, MemberStream, list_members, open_member

MAX_ITEMS = 100_000
"""in one folder on disk: a flat download of 2,000 students with 50 files each"""

_MOUNT_POINT_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a Windows junction, which Python takes for a folder
_HARMLESS_START = re.compile(r"^(\./+)+")
_UNSAFE_START = re.compile(r"([A-Za-z]:|\.\.?(?=/)|/)+")


@dataclass(frozen=True)
class DiskPlace:
    """A file or folder on disk."""

    path: Path


@dataclass(frozen=True)
class ZipPlace:
    """A file of a zip (one member), or everything below one of its folders."""

    archive: Path
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Item:
    """One file or folder at the top of a download."""

    name: str
    kind: EntryKind
    place: DiskPlace | ZipPlace

    @contextmanager
    def opened(self) -> Iterator[MemberStream | BinaryIO]:
        """A file's content, for what the LMS itself wrote.

        Raises:
            UsageError: it cannot be read, or is damaged.
        """
        try:
            if isinstance(self.place, ZipPlace):
                with open_member(self.place.archive, self.place.members[0], DEFAULT_CAPS) as stream:
                    yield stream
            else:
                with self.place.path.open("rb") as file:
                    yield file
        except OSError as error:
            raise UsageError(f"{shown(self.name)} cannot be read: {error.strerror or error}.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, SubmissionRejected) as error:  # no student packed this
            raise UsageError(f"{shown(self.name)} is damaged in the download.", AGAIN) from error

    def start(self, most_bytes: int) -> bytes | None:
        """The first bytes of a file, None where it cannot be read: for what a format can do without."""
        try:
            if isinstance(self.place, DiskPlace):
                content = read_regular_file(self.place.path, most_bytes)
                return None if content is None else content[:most_bytes]
            with self.opened() as stream:
                return read_up_to(stream, most_bytes)
        except (GraderError, OSError):
            return None


@dataclass(frozen=True)
class Source:
    """A download, or the one folder in it that wraps everything."""

    path: Path
    items: tuple[Item, ...]
    is_zip: bool
    noise: int = 0
    """files and folders that no student handed in"""

    @property
    def name(self) -> str:
        """For sentences."""
        return shown(self.path.name)

    def unwrapped(self) -> Source | None:
        """What is in the single folder at the top; None where there is no such folder."""
        if len(self.items) != 1 or self.items[0].kind is not EntryKind.FOLDER:
            return None
        place = self.items[0].place
        if isinstance(place, ZipPlace):
            return _of_members(self.path, place.members)
        return _of_folder(place.path)


def open_source(path: Path) -> Source:
    """List what a class's download holds at its top.

    Raises:
        UsageError: there is nothing at `path`, or it is neither a folder nor a zip, damaged, or cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise UsageError(f"There is no file or folder {shown(str(path))}.", "Check the path.") from error
    source = _of_folder(path) if stat.S_ISDIR(mode) else _of_zip(path, mode)
    if not source.items:
        raise UsageError(f"There is nothing in {source.name}.", "Give the folder or zip with the class's submissions.")
    return source


def _of_zip(path: Path, mode: int) -> Source:
    if not stat.S_ISREG(mode):
        raise UsageError(f"{shown(path.name)} is neither a file nor a folder.")
    return _of_members(path, list_members(path))


def _of_folder(path: Path) -> Source:
    items, noise = [], 0
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                name = _readable(entry.name)
                if noise_label(name) or name == MARKER:
                    noise += 1
                else:
                    kind = kind_on_disk(entry.stat(follow_symlinks=False))
                    items.append(Item(name, kind, DiskPlace(Path(entry.path))))
                if len(items) > MAX_ITEMS:
                    raise UsageError(f"There are more than {MAX_ITEMS:,} files in {shown(path.name)}.")
    except OSError as error:
        raise UsageError(f"The folder {shown(str(path))} cannot be read: {error.strerror}.") from error
    return Source(path, tuple(sorted(items, key=lambda item: item.name)), is_zip=False, noise=noise)


def _readable(name: str) -> str:
    r"""A name that any file or database can hold: bytes that are no text become `\xNN`."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def kind_on_disk(found: os.stat_result) -> EntryKind:
    """What lies there, judged without following links."""
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _MOUNT_POINT_TAG:
        return EntryKind.OTHER
    if stat.S_ISDIR(found.st_mode):
        return EntryKind.FOLDER
    return EntryKind.FILE if stat.S_ISREG(found.st_mode) else EntryKind.OTHER


def _of_members(path: Path, members: Iterable[Member]) -> Source:
    """Group the members by the first segment of their names; a name that is there twice is two items."""
    inside: dict[str, list[Member]] = {}
    items = []
    noise: set[str] = set()
    for member in members:
        first, rest, refused = _split(member)
        if not first or noise_label(first) or first == MARKER:
            noise |= {first} - {""}
        elif rest is not None:
            inside.setdefault(first, []).extend([replace(member, raw=rest, refused=refused)] if rest else [])
        else:
            found = replace(member, raw=first, refused=refused)
            items.append(Item(first, member.kind, ZipPlace(path, (found,))))
    items += [Item(name, EntryKind.FOLDER, ZipPlace(path, tuple(found))) for name, found in inside.items()]
    return Source(path, tuple(sorted(items, key=lambda item: item.name)), is_zip=True, noise=len(noise))


def _split(member: Member) -> tuple[str, str | None, str]:
    """The first segment, what follows it (None where the first is all), and why the member is not read.

    What climbs or is absolute is refused with the hand-in that it belongs to, instead of being lost.
    """
    path = _HARMLESS_START.sub("", unicodedata.normalize("NFC", member.raw).replace("\\", "/"))
    start = _UNSAFE_START.match(path)
    first, slash, rest = path[start.end() if start else 0 :].partition("/")
    is_folder = bool(slash) or member.kind is EntryKind.FOLDER
    refused = "lies outside of the archive" if start else member.refused
    return first, rest.lstrip("/") if is_folder else None, refused
