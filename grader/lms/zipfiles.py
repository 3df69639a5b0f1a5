"""The LMS's own zip: its table of contents read once, its entries one by one where they lie.

Why it is so: a class's zip may be larger than memory, so it is never read as a whole; and a worker that needs one
student's files must not read the table of contents of the whole class again. A member therefore carries all that
reading takes. Only what makes the table of contents unreadable is an error for the class; a bad entry is refused when
its student's turn comes.
Format: PKWARE APPNOTE.TXT 6.3.10, section 4.3.7.
"""

from __future__ import annotations

import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from grader.errors import SubmissionRejected, UsageError
from grader.intake.archives import Format, format_of
from grader.intake.caps import Caps
from grader.intake.names import shown
from grader.intake.streams import CHUNK_BYTES, read_up_to, refuse_bomb
from grader.intake.trees import EntryKind
from grader.intake.zips import entry_kind, entry_name

MAX_ENTRIES = 250_000
"""entries of a whole class: 2,000 students with 100 files each, and room"""
MAX_DIRECTORY_BYTES = 32 * 1024 * 1024
"""table of contents of a whole class; Python spends about 700 bytes of memory on 100 bytes of it"""
AGAIN = "Download it from the LMS again."
HAND_IN_AGAIN = "Hand it in again, as an ordinary .zip without a password."

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000  # classic, strong, masked directory


@dataclass(frozen=True)
class Member:
    """One entry of a zip, with all that is needed to read it without the table of contents."""

    raw: str
    """its name; below a hand-in's folder only what follows the folder"""
    kind: EntryKind
    size: int
    packed_size: int
    offset: int
    """of the local header"""
    crc: int
    method: int
    flags: int
    refused: str = ""
    """why it is not read, as the end of a sentence; "" where nothing speaks against it"""


class _Directory:
    """The file as `zipfile` sees it; refuses the one read of a table of contents that would be too much."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def seekable(self) -> bool:
        """Always: it is a file on a disk."""
        return True

    def read(self, size: int = -1) -> bytes:
        """As a file's; raises zipfile.LargeZipFile for more than a table of contents may have."""
        if size > MAX_DIRECTORY_BYTES:
            raise zipfile.LargeZipFile
        return self._file.read(size)


def list_members(path: Path) -> tuple[Member, ...]:
    """All entries of a class's zip, in the order of its table of contents.

    Raises:
        UsageError: it is no zip, damaged, cut off, locked, or lists too many entries; or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            _refuse_foreign(path, file)
            infos = zipfile.ZipFile(_Directory(file)).infolist()  # it reads and seeks, no more
            _refuse_damaged(infos, file)
    except zipfile.LargeZipFile as error:
        raise _too_many(path) from error
    except OSError as error:
        raise UsageError(f"{shown(path.name)} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError, OverflowError) as error:
        raise UsageError(f"The zip {shown(path.name)} is damaged or cut off.", AGAIN) from error
    if len(infos) > MAX_ENTRIES:
        raise _too_many(path)
    members = tuple(_with_overlaps([_member(info) for info in infos]))
    files = [member for member in members if member.kind is EntryKind.FILE]
    if files and all(member.flags & _ENCRYPTED_FLAGS for member in files):
        raise UsageError(f"The zip {shown(path.name)} is locked with a password.", "Unlock it, or download it again.")
    return members


@contextmanager
def open_member(path: Path, member: Member, caps: Caps) -> Iterator[MemberStream]:
    """The content of one entry as a stream.

    Raises:
        SubmissionRejected: the entry is locked, packed in an unusual way, a bomb, or `refused`.
        UsageError: the zip is gone or cannot be read. The stream raises BadZipFile, zlib.error or EOFError.
    """
    if member.flags & _ENCRYPTED_FLAGS:
        raise SubmissionRejected(f"The file {shown(member.raw)} is locked with a password.", HAND_IN_AGAIN)
    if member.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SubmissionRejected(f"The file {shown(member.raw)} is packed by an unknown method.", HAND_IN_AGAIN)
    if member.refused:
        raise SubmissionRejected(f"The file {shown(member.raw)} {member.refused}.", HAND_IN_AGAIN)
    refuse_bomb(member.size, member.packed_size, member.raw, caps)
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{shown(path.name)} cannot be read: {error.strerror or error}.") from error
    with file:
        yield MemberStream(file, member)


class MemberStream:
    """The content of one entry, exactly as long as it claims, its checksum verified at the end."""

    def __init__(self, file: IO[bytes], member: Member) -> None:
        file.seek(member.offset)
        header = file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_MAGIC):
            raise zipfile.BadZipFile("an entry without a header")
        *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
        file.seek(name_bytes + extra_bytes, 1)
        self._file = file
        self._packed_left = member.packed_size
        self._left = member.size
        self._crc = member.crc
        self._seen_crc = 0
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if member.method == zipfile.ZIP_DEFLATED else None

    def read(self, size: int = CHUNK_BYTES, /) -> bytes:
        """At most `size` bytes (1 or more), b"" at the end; BadZipFile, zlib.error, EOFError where it is damaged."""
        chunk = self._next(min(size, self._left)) if self._left else b""
        self._left -= len(chunk)
        self._seen_crc = zlib.crc32(chunk, self._seen_crc)
        if not self._left and self._seen_crc != self._crc:
            raise zipfile.BadZipFile("a wrong checksum")
        return chunk

    def _next(self, size: int) -> bytes:
        if self._inflate is None:
            chunk = self._packed(size)
        else:
            chunk = b""
            while not chunk and not self._inflate.eof:
                packed = self._inflate.unconsumed_tail or self._packed(CHUNK_BYTES)
                chunk = self._inflate.decompress(packed, size)
                if not packed and not chunk:
                    break
        if not chunk:
            raise EOFError("an entry ends too early")
        return chunk

    def _packed(self, size: int) -> bytes:
        packed = self._file.read(min(size, self._packed_left))
        self._packed_left -= len(packed)
        return packed


def _refuse_foreign(path: Path, file: IO[bytes]) -> None:
    start = read_up_to(file, 512)
    if format_of(start) is Format.ZIP:
        return
    what = "empty (0 bytes)" if not start else "not a zip"
    raise UsageError(f"{shown(path.name)} is {what}.", "Give the zip as the LMS gave it, or a folder.")


def _refuse_damaged(infos: list[zipfile.ZipInfo], file: IO[bytes]) -> None:
    """A table of contents that belongs to other bytes: entries beyond the end, or not where it says."""
    length = file.seek(0, 2)
    if any(info.header_offset < 0 or info.header_offset + info.compress_size > length for info in infos):
        raise zipfile.BadZipFile("an entry goes beyond the end")
    for info in infos[:1]:
        file.seek(info.header_offset)
        if file.read(4) != _LOCAL_MAGIC:
            raise zipfile.BadZipFile("the entries are not where the table of contents says")


def _member(info: zipfile.ZipInfo) -> Member:
    name = entry_name(info)
    return Member(
        raw=name,
        kind=entry_kind(info, name),
        size=info.file_size,
        packed_size=info.compress_size,
        offset=info.header_offset,
        crc=info.CRC,
        method=info.compress_type,
        flags=info.flag_bits,
    )


def _with_overlaps(members: list[Member]) -> Iterator[Member]:
    """The members in their order, those that share bytes marked: the way to expand far beyond 1:1000."""
    shared: set[int] = set()
    by_place = sorted(range(len(members)), key=lambda number: members[number].offset)
    for number, following in itertools.pairwise(by_place):
        end = members[number].offset + _LOCAL_HEADER.size + members[number].packed_size
        if end > members[following].offset:
            shared |= {number, following}
    for number, member in enumerate(members):
        yield replace(member, refused="shares its bytes with another file") if number in shared else member


def _too_many(path: Path) -> UsageError:
    return UsageError(
        f"The zip {shown(path.name)} lists more than {MAX_ENTRIES:,} files.", "Give the LMS's own download of one task."
    )
