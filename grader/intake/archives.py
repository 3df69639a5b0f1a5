"""Recognise an archive by its first bytes and read it into a tree.

The name's ending never decides what a file is; it only tells, for files at the top of a folder, that the student
meant an archive.
"""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from enum import Enum
from io import BytesIO

from grader.errors import SubmissionRejected
from grader.intake.caps import Budget, Caps
from grader.intake.names import REPACK, archive_path, parents, refuse_collisions, refuse_name, shown
from grader.intake.noise import MARKER, Noise, environments, noise_root
from grader.intake.streams import Reader, bunzip, gunzip, read_up_to, unxz
from grader.intake.tars import BLOCK_BYTES, TarArchive, is_tar_start
from grader.intake.trees import Archive, Entry, EntryKind, Tree
from grader.intake.zips import ZipArchive

HOSTILE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,  # cut off
    OSError,  # bz2 and zipfile's way to say "damaged": the bytes are in memory, so no disk is to blame
    ValueError,  # also UnicodeError
    LookupError,
    ArithmeticError,  # also OverflowError
    RuntimeError,  # also NotImplementedError, RecursionError
    TypeError,
    MemoryError,
)
"""What the standard library was seen to raise on archives made to break it. Bugs of ours that look like these are
found by the tests on good archives."""


class Format(Enum):
    """What the first bytes of a file say it is."""

    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    OTHER = "other"


_MAGIC = (
    (re.compile(rb"PK(\x03\x04|\x05\x06)"), Format.ZIP),
    (re.compile(rb"\x1f\x8b"), Format.GZIP),
    (re.compile(rb"BZh[1-9]"), Format.BZIP2),
    (re.compile(rb"\xfd7zXZ\0"), Format.XZ),
)
_FOREIGN = (
    (re.compile(rb"Rar!\x1a\x07"), "a RAR archive"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "a 7z archive"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "a Zstandard file"),
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an Office document"),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "a picture"),
)
_ARCHIVE_ENDING = re.compile(r".+\.(zip|tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz)|rar|7z)", re.IGNORECASE | re.DOTALL)
_EXPANDERS: tuple[tuple[Format, Callable[[bytes, str, Caps], Reader]], ...] = (
    (Format.GZIP, gunzip),
    (Format.BZIP2, bunzip),
    (Format.XZ, unxz),
)
_OFFICE = (frozenset({"[Content_Types].xml"}), frozenset({"mimetype", "META-INF/manifest.xml"}))


def format_of(content: bytes) -> Format:
    """What a file is, from its first bytes (512 are enough)."""
    start = content[:BLOCK_BYTES]
    for magic, found in _MAGIC:
        if magic.match(start):
            return found
    return Format.TAR if is_tar_start(start) else Format.OTHER


def is_meant_as_archive(file_name: str) -> bool:
    """Whether a name says that the file is an archive (also one that cannot be opened)."""
    return _ARCHIVE_ENDING.fullmatch(file_name) is not None


def read_packed(packed: bytes, name: str, budget: Budget) -> Tree:
    """Read an archive that is in memory, and counted in `budget`; archives inside it stay closed files.

    Raises:
        SubmissionRejected: it is no archive, damaged, hostile or over a cap.
    """
    try:
        return read_entries(_opened(packed, name, budget.caps), budget)
    except HOSTILE as error:
        raise SubmissionRejected(
            f"The archive {shown(name)} is damaged, cut off or packed in an unusual way.", REPACK
        ) from error


def _opened(packed: bytes, name: str, caps: Caps) -> Archive:
    if not packed:
        raise SubmissionRejected(f"The file {shown(name)} is empty (0 bytes).", "Perhaps the upload failed: try again.")
    found = format_of(packed)
    if found is Format.ZIP:
        return ZipArchive(packed, name, caps)
    if found is Format.TAR:
        return TarArchive(lambda: BytesIO(packed), name, caps)
    for candidate, expand in _EXPANDERS:
        if found is candidate:
            return _opened_tar(packed, name, caps, expand)
    raise SubmissionRejected(f"{shown(name)} is {_foreign(packed)}.", "Hand in a folder or a .zip with your files.")


def _opened_tar(packed: bytes, name: str, caps: Caps, expand: Callable[[bytes, str, Caps], Reader]) -> Archive:
    if not is_tar_start(read_up_to(expand(packed, name, caps), BLOCK_BYTES)):
        raise SubmissionRejected(f"{shown(name)} is a compressed file, but there is no archive in it.", REPACK)
    return TarArchive(lambda: expand(packed, name, caps), name, caps)


def _foreign(packed: bytes) -> str:
    kind = next((label for magic, label in _FOREIGN if magic.match(packed)), None)
    return "no archive" if kind is None else f"{kind}, which cannot be read here"


def read_entries(archive: Archive, budget: Budget) -> Tree:
    """List, judge by name and size, then read what is kept.

    Raises:
        SubmissionRejected: a name or size is refused. Any of HOSTILE: the archive is damaged.
    """
    listed = _listed(archive, budget)
    kept, noise = _without_noise(listed)
    _refuse_office(kept)
    for path, entry in kept:
        if entry.kind is not EntryKind.OTHER:
            refuse_name(path, budget.caps)
    files = {entry.number: path for path, entry in kept if entry.kind is EntryKind.FILE}
    folders = frozenset(path for path, entry in kept if entry.kind is EntryKind.FOLDER)
    folders |= parents((*files.values(), *folders))
    refuse_collisions(files.values(), folders)
    for path, entry in kept:
        if entry.kind is EntryKind.FILE:
            budget.keep(shown(path), entry.size)
    skipped = frozenset(path for path, entry in kept if entry.kind is EntryKind.OTHER)
    contents = {files[number]: content for number, content in archive.contents(frozenset(files))}
    return Tree(contents, folders, noise, skipped)


def _listed(archive: Archive, budget: Budget) -> list[tuple[str, Entry]]:
    """All entries but the top folder itself, with the paths that their names mean."""
    listed = []
    for entry in archive.entries():
        budget.see()
        path = archive_path(entry.raw, budget.caps)
        if path:
            listed.append((path, entry))
        elif entry.kind is EntryKind.FILE:
            raise SubmissionRejected("The archive has a file without a name.", REPACK)
    return listed


def _without_noise(listed: list[tuple[str, Entry]]) -> tuple[list[tuple[str, Entry]], frozenset[Noise]]:
    inside = environments(path for path, _ in listed)
    kept, noise = [], set()
    for path, entry in listed:
        root = noise_root(path, entry.kind is EntryKind.FOLDER, inside)
        if root is not None:
            noise.add(root)
        elif path.rpartition("/")[2] != MARKER:
            kept.append((path, entry))
    return kept, frozenset(noise)


def _refuse_office(kept: list[tuple[str, Entry]]) -> None:
    paths = {path for path, _ in kept}
    if any(marks <= paths for marks in _OFFICE):
        raise SubmissionRejected(
            "This is an Office document, which cannot be read here.", "Hand in a folder or a .zip with your .py files."
        )
