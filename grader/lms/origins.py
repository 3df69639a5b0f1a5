"""Where a hand-in lies in a class's download, and how it becomes a submission when its turn comes.

    DiskItem     one item of a plain folder: a folder, an archive, or anything else (which is then refused)
    DiskFolder   one folder of an LMS's download that was unpacked
    DiskFiles    loose files of such a download
    ZipFiles     entries of an LMS's zip as it was downloaded
    Refused      nothing that can be read; the sentence is known already

All are small and picklable: a worker opens the download itself. A hand-in gives the same submission from the zip and
from the unpacked folder. Decisions: a single file that is an archive is opened whatever its name (students rename
what they cannot upload); a single file that is neither Python, nor asked for, nor an archive is refused, as it would
be by `grade check`. Canvas writes `math_utils-1.py` for a `math_utils.py` that is handed in again; that `-1` is taken
back where the exercise asks for the name without it, because it is Canvas's doing and no name of a module.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import SubmissionRejected, UsageError
from grader.intake.archives import Format, format_of, is_meant_as_archive, read_entries, read_packed
from grader.intake.caps import DEFAULT_CAPS, Budget, Caps, too_many_entries
from grader.intake.folders import FolderRead, read_folder, read_regular_file
from grader.intake.names import archive_path, shown
from grader.intake.noise import Noise, environments, noise_label, noise_root
from grader.intake.streams import read_up_to
from grader.intake.trees import Entry, EntryKind, Tree
from grader.lms.sources import DiskPlace, Item, ZipPlace, kind_on_disk
from grader.lms.zipfiles import HAND_IN_AGAIN, Member, open_member
from grader.submission import Submission, read_loose, read_submission

_COPY_NUMBER = re.compile(r"(?P<name>.+)-\d+(?P<ending>\.\w+)")


@dataclass(frozen=True)
class Refused:
    """A hand-in of which it is known already that nothing in it can be read."""

    message: str
    advice: str

    def read(self, asked: frozenset[str]) -> Submission:
        """Raises SubmissionRejected."""
        raise SubmissionRejected(self.message, self.advice)


@dataclass(frozen=True)
class DiskItem:
    """One item of a plain folder, read as `grade check` would."""

    path: Path

    def read(self, asked: frozenset[str]) -> Submission:
        """Read the folder, archive or .py file."""
        with _on_disk(self.path):
            if kind_on_disk(self.path.lstat()) is EntryKind.OTHER:
                raise SubmissionRejected(
                    f"{shown(self.path.name)} is a link or a special file, which is never followed.",
                    "Hand in the files themselves.",
                )
            return read_submission(self.path, asked)


@dataclass(frozen=True)
class DiskFolder:
    """One student's folder in an LMS's download that was unpacked."""

    path: Path
    label: str

    def read(self, asked: frozenset[str]) -> Submission:
        """Read the folder."""
        budget = Budget(DEFAULT_CAPS)
        with _on_disk(self.path):
            return _finished(read_folder(self.path, budget), self.label, asked, budget)


@dataclass(frozen=True)
class DiskFiles:
    """Loose files of an LMS's download that was unpacked: each where it lies, and the name the student gave it."""

    files: tuple[tuple[Path, str], ...]
    label: str
    numbered: bool = False
    """the LMS may have put `-1` before the ending"""

    def read(self, asked: frozenset[str]) -> Submission:
        """Read the files."""
        budget = Budget(DEFAULT_CAPS)
        with _on_disk(*(path for path, _ in self.files)):
            loose = [_loose_on_disk(path, name, budget.caps) for path, name in self.files]
            read = _read_files(loose, self.label, budget)
        return _finished(_renamed(read, asked) if self.numbered else read, self.label, asked, budget)


@dataclass(frozen=True)
class ZipFiles:
    """Entries of an LMS's zip; their `raw` names are what the student named them, with folders."""

    archive: Path
    members: tuple[Member, ...]
    label: str
    noise: frozenset[Noise] = frozenset()
    numbered: bool = False
    """the LMS may have put `-1` before the ending"""

    def read(self, asked: frozenset[str]) -> Submission:
        """Read the entries."""
        budget = Budget(DEFAULT_CAPS)
        loose = [self._loose(member, budget.caps) for member in self.members]
        read = _read_files(loose, self.label, budget)
        read = replace(read, tree=replace(read.tree, noise=read.tree.noise | self.noise))
        return _finished(_renamed(read, asked) if self.numbered else read, self.label, asked, budget)

    def _loose(self, member: Member, caps: Caps) -> _Loose:
        return _Loose(member.raw, member.kind, member.size, lambda: self._content(member, caps))

    def _content(self, member: Member, caps: Caps) -> bytes:
        try:
            with open_member(self.archive, member, caps) as stream:
                return read_up_to(stream, member.size)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise SubmissionRejected(f"The file {shown(member.raw)} is damaged or cut off.", HAND_IN_AGAIN) from error
        except OSError as error:
            raise UsageError(f"{shown(self.archive.name)} cannot be read: {error.strerror or error}.") from error


AnyOrigin = Refused | DiskItem | DiskFolder | DiskFiles | ZipFiles


def folder_origin(item: Item) -> AnyOrigin:
    """The hand-in that is one folder of an LMS's download."""
    if isinstance(item.place, DiskPlace):
        return DiskFolder(item.place.path, item.name)
    return _of_members(item.place.archive, item.place.members, item.name)


def files_origin(files: Sequence[tuple[Item, str]], label: str, *, numbered: bool = False) -> AnyOrigin:
    """The hand-in that is these files of an LMS's download (one or more), each under the name its student gave it."""
    places = [(item.place, name) for item, name in files]
    on_disk = tuple((place.path, name) for place, name in places if isinstance(place, DiskPlace))
    if on_disk:
        return DiskFiles(on_disk, label, numbered)
    packed = [(place, name) for place, name in places if isinstance(place, ZipPlace)]
    members = tuple(replace(member, raw=name) for place, name in packed for member in place.members)
    return _of_members(packed[0][0].archive, members, label, numbered=numbered)


def _of_members(archive: Path, members: tuple[Member, ...], label: str, *, numbered: bool = False) -> AnyOrigin:
    """Without the noise, of which one student's hand-in may hold thousands of entries."""
    if len(members) > DEFAULT_CAPS.entries:
        refusal = too_many_entries(DEFAULT_CAPS)
        return Refused(refusal.message, refusal.advice)
    kept, noise = _without_noise(members)
    return ZipFiles(archive, kept, label, noise, numbered)


def _without_noise(members: tuple[Member, ...]) -> tuple[tuple[Member, ...], frozenset[Noise]]:
    paths = [_path(member) for member in members]
    inside = environments(path for path in paths if path)
    kept, noise = [], set()
    for member, path in zip(members, paths, strict=True):
        root = noise_root(path, member.kind is EntryKind.FOLDER, inside) if path else None
        if root is None:
            kept.append(member)
        else:
            noise.add(root)
    return tuple(kept), frozenset(noise)


def _path(member: Member) -> str:
    """The path that a member's name means, "" where that is refused later."""
    try:
        return archive_path(member.raw, DEFAULT_CAPS)
    except SubmissionRejected:
        return ""


@dataclass(frozen=True)
class _Loose:
    """One file, folder or link of a hand-in, under the name that stands in the download."""

    raw: str
    kind: EntryKind
    size: int
    content: Callable[[], bytes]


@dataclass(frozen=True)
class _LooseFiles:
    """Loose files as an archive that the intake can list and read."""

    files: Sequence[_Loose]

    def entries(self) -> Iterator[Entry]:
        """All of them, in their order."""
        for number, loose in enumerate(self.files):
            yield Entry(number, loose.raw, loose.kind, loose.size)

    def contents(self, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
        """The content of the files of these numbers."""
        for number in sorted(wanted):
            yield number, self.files[number].content()


def _loose_on_disk(path: Path, name: str, caps: Caps) -> _Loose:
    found = path.lstat()
    return _Loose(name, kind_on_disk(found), found.st_size, lambda: _content_on_disk(path, caps))


def _content_on_disk(path: Path, caps: Caps) -> bytes:
    content = read_regular_file(path, caps.archive_bytes)
    if content is None:
        raise SubmissionRejected(f"{shown(path.name)} is a special file, which is never read.", "Hand in plain files.")
    return content


def _read_files(loose: Sequence[_Loose], label: str, budget: Budget) -> FolderRead:
    """Judge and read the files; archives at the top stay packed."""
    if not loose:
        raise SubmissionRejected(f"There is no file in {shown(label)}.", "Hand in your files, or a .zip of them.")
    packed: list[_Loose] = []
    plain: list[_Loose] = []
    for each in loose:
        (packed if _is_top_archive(each, budget.caps) else plain).append(each)
    tree = read_entries(_LooseFiles(plain), budget)
    for each in packed:
        budget.see()
        budget.unpack(shown(each.raw), each.size)
    return FolderRead(tree, tuple((archive_path(each.raw, budget.caps), each.content()) for each in packed))


def _is_top_archive(loose: _Loose, caps: Caps) -> bool:
    path = archive_path(loose.raw, caps)
    is_top_file = loose.kind is EntryKind.FILE and "/" not in path
    return is_top_file and noise_label(path) is None and is_meant_as_archive(path)


def _renamed(read: FolderRead, asked: frozenset[str]) -> FolderRead:
    """Take back the number that the LMS put before an ending, where the name without it is asked for and free."""
    files = dict(read.tree.files)
    for path in read.tree.files:
        found = _COPY_NUMBER.fullmatch(path)
        original = f"{found['name']}{found['ending']}" if found else path
        if original in asked and original not in files:
            files[original] = files.pop(path)
    return replace(read, tree=replace(read.tree, files=files))


def _finished(read: FolderRead, label: str, asked: frozenset[str], budget: Budget) -> Submission:
    return read_loose(_single_opened(read, asked, budget), label, asked, budget)


def _single_opened(read: FolderRead, asked: frozenset[str], budget: Budget) -> FolderRead:
    """Treat a file that was handed in alone as `grade check` would; see the module's docstring."""
    if read.archives or read.tree.folders or len(read.tree.files) != 1:
        return read
    ((name, content),) = read.tree.files.items()
    if format_of(content) is not Format.OTHER:
        return FolderRead(Tree({}, frozenset(), read.tree.noise, read.tree.skipped), ((name, content),))
    if not name.endswith(".py") and name not in asked:
        read_packed(content, name, budget)  # refuses it with the sentence that fits
    return read


@contextmanager
def _on_disk(*paths: Path) -> Iterator[None]:
    """Tell a download that is gone (the teacher's) from a hand-in that cannot be read (one student's)."""
    try:
        yield
    except (UsageError, OSError) as error:
        for path in paths:
            if not os.path.lexists(path):
                raise UsageError(f"{shown(str(path))} is gone.", "Put it back and start again.") from error
        reason = error.message if isinstance(error, UsageError) else f"{error.strerror}."
        raise SubmissionRejected(f"It cannot be read: {reason}", "Ask your teacher to look at it.") from error
