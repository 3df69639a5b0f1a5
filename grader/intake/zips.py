"""Zip archives: listed by `zipfile`, judged here, read entry by entry.

Decisions: a name without the UTF-8 flag is UTF-8 where its bytes are valid UTF-8 (macOS and Info-ZIP leave the flag
out; CP437 text with accents hardly ever is), else CP437 as the format says. The Unicode path extra field is not
read, because Python's own versions differ in it. Only "stored" and "deflated" are read: they are what every
packer writes, and the only methods whose expansion Python can bound chunk by chunk.
Format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.4.
"""

from __future__ import annotations

import io
import itertools
import stat
import struct
import zipfile
from collections.abc import Iterator

from grader.errors import SubmissionRejected
from grader.intake.caps import Caps, too_many_entries
from grader.intake.names import REPACK, shown
from grader.intake.streams import CHUNK_BYTES, refuse_bomb
from grader.intake.trees import Entry, EntryKind

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL_MAGIC = b"PK\x03\x04"
_LISTED_MAGIC = b"PK\x01\x02"
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000  # classic, strong, masked directory
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class _Packed(io.BytesIO):
    """The archive's bytes; refuses the one read of a table of contents that would become too many objects."""

    def __init__(self, packed: bytes, caps: Caps) -> None:
        super().__init__(packed)
        self._caps = caps

    def read(self, size: int | None = -1, /) -> bytes:
        """As BytesIO; raises SubmissionRejected where that is a table of contents over a cap."""
        if size is not None and size > self._caps.directory_bytes:
            raise too_many_entries(self._caps)
        data = super().read(size)
        # Only a table of contents is read in one go; entries are read in chunks, and one may be a zip itself.
        if len(data) > CHUNK_BYTES and data.count(_LISTED_MAGIC) > self._caps.entries:
            raise too_many_entries(self._caps)
        return data


class ZipArchive:
    """A zip in memory.

    Raises on construction, beside zipfile's errors:
        SubmissionRejected: too many entries, or entries that share bytes.
    """

    def __init__(self, packed: bytes, name: str, caps: Caps) -> None:
        self._name = name
        self._caps = caps
        self._zip = zipfile.ZipFile(_Packed(packed, caps))
        self._infos = self._zip.infolist()
        if len(self._infos) > caps.entries:
            raise too_many_entries(caps)
        _refuse_overlaps(packed, self._infos, name)

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order of the table of contents."""
        for number, info in enumerate(self._infos):
            name = entry_name(info)
            yield Entry(number, name, entry_kind(info, name), info.file_size)

    def contents(self, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
        """The content of the files of these numbers."""
        for number in sorted(wanted):
            yield number, self._content(self._infos[number])

    def _content(self, info: zipfile.ZipInfo) -> bytes:
        shown_path = shown(entry_name(info))
        if info.flag_bits & _ENCRYPTED_FLAGS:
            raise SubmissionRejected(f"The archive {shown(self._name)} is locked with a password.", REPACK)
        if info.compress_type not in _METHODS:
            raise SubmissionRejected(f"The file {shown_path} is packed by a method that is not supported.", REPACK)
        refuse_bomb(info.file_size, info.compress_size, self._name, self._caps)
        with self._zip.open(info) as stream:
            content = b"".join(iter(lambda: stream.read(CHUNK_BYTES), b""))
        if len(content) != info.file_size:
            raise zipfile.BadZipFile(f"{shown_path} is shorter than announced")
        return content


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name as it stands in the archive, also beyond a NUL, where `filename` is cut off."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def entry_kind(info: zipfile.ZipInfo, name: str) -> EntryKind:
    """By the Unix mode where there is one (upper half of the external attributes), else by the slash at the end."""
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        return EntryKind.OTHER
    return EntryKind.FOLDER if name.endswith(("/", "\\")) else EntryKind.FILE


def _refuse_overlaps(packed: bytes, infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that share bytes: the way to expand far beyond 1:1000."""
    extents = sorted(_extent(packed, info) for info in infos)
    for (_, end), (start, _) in itertools.pairwise(extents):
        if end > start:
            raise SubmissionRejected(f"In the archive {shown(name)} files lie on top of each other.", REPACK)
    if extents and extents[-1][1] > len(packed):
        raise zipfile.BadZipFile("an entry goes beyond the end")


def _extent(packed: bytes, info: zipfile.ZipInfo) -> tuple[int, int]:
    start = info.header_offset
    header = packed[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
    magic, *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    if magic != _LOCAL_MAGIC:
        raise zipfile.BadZipFile("an entry without a header")
    return start, start + _LOCAL_HEADER.size + name_bytes + extra_bytes + info.compress_size
