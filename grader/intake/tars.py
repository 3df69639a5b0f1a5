"""Tar archives, read header by header.

Why it is so: `tarfile` reads an extension header whole, however large, before any member is seen, takes a broken
header or a missing end for the normal end, and cuts names at a NUL. Its header parser (`TarInfo.frombuf`) is used,
its reader is not. Format: POSIX.1-2008 pax, section "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.errors import SubmissionRejected
from grader.intake.caps import Caps, too_many_entries
from grader.intake.names import REPACK, shown
from grader.intake.streams import CHUNK_BYTES, Reader, read_up_to
from grader.intake.trees import Entry, EntryKind

BLOCK_BYTES = tarfile.BLOCKSIZE

_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_WITHOUT_DATA = frozenset(
    {tarfile.DIRTYPE, tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE}
)
_PAX = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE})
_NAME_FIELD = slice(0, 100)
_MOST_DIGITS = 19  # of a size: below 2**64
_HEADERS_PER_ENTRY = 3  # the entry's own, a long name and a pax header


class TarDamaged(tarfile.TarError):
    """The archive breaks the format or uses a part of it that no student needs."""


def is_tar_start(block: bytes) -> bool:
    """Whether these first bytes are a tar's: a header with a right checksum, or the zeros of an empty archive."""
    if len(block) >= BLOCK_BYTES and not block.strip(b"\0"):
        return True
    try:
        tarfile.TarInfo.frombuf(block[:BLOCK_BYTES], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


class TarArchive:
    """A tar whose expanded bytes `open_stream` gives from the start, as often as asked."""

    def __init__(self, open_stream: Callable[[], Reader], name: str, caps: Caps) -> None:
        self._open_stream = open_stream
        self._name = name
        self._caps = caps

    def entries(self) -> Iterator[Entry]:
        """All entries, in the archive's order."""
        for entry, _ in self._walk():
            yield entry

    def contents(self, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
        """The content of the files of these numbers."""
        for entry, data in self._walk():
            if entry.number in wanted:
                yield entry.number, data.exactly(entry.size)

    def _walk(self) -> Iterator[tuple[Entry, _Data]]:
        blocks = _Blocks(self._open_stream())
        headers = _Headers(blocks, self._name, self._caps)
        number = 0
        while (header := headers.next()) is not None:
            size = 0 if header.type in _WITHOUT_DATA else header.size
            data = _Data(blocks, size)
            yield Entry(number, header.name, _kind(header.type), size), data
            data.skip_rest()
            number += 1
        blocks.drain()


def _kind(type_flag: bytes) -> EntryKind:
    if type_flag in _FILES:
        return EntryKind.FILE
    return EntryKind.FOLDER if type_flag == tarfile.DIRTYPE else EntryKind.OTHER


class _Blocks:
    """The archive's bytes, in exact amounts."""

    def __init__(self, stream: Reader) -> None:
        self._stream = stream

    def take(self, size: int) -> bytes:
        """Exactly `size` bytes; EOFError where the archive is cut off."""
        data = read_up_to(self._stream, size)
        if len(data) < size:
            raise EOFError("the tar ends too early")
        return data

    def drop(self, size: int) -> None:
        """Read past `size` bytes without keeping them."""
        while size > 0:
            size -= len(self.take(min(size, CHUNK_BYTES)))

    def drain(self) -> None:
        """Read to the end, so that the checksum of the compression is verified."""
        while self._stream.read(CHUNK_BYTES):
            pass


class _Data:
    """The content of one entry: `size` bytes, then padding to a whole block."""

    def __init__(self, blocks: _Blocks, size: int) -> None:
        self._blocks = blocks
        self._left = size + -size % BLOCK_BYTES

    def exactly(self, size: int) -> bytes:
        """The first `size` bytes; once only."""
        self._left -= size
        return self._blocks.take(size)

    def skip_rest(self) -> None:
        """Go on to the next header."""
        self._blocks.drop(self._left)


@dataclass(frozen=True)
class _Header:
    """One entry's header, with what extension headers said about it."""

    name: str
    type: bytes
    size: int


class _Headers:
    """The headers of the entries; extension headers are taken in on the way."""

    def __init__(self, blocks: _Blocks, name: str, caps: Caps) -> None:
        self._blocks = blocks
        self._name = name
        self._caps = caps
        self._seen = 0

    def next(self) -> _Header | None:
        """The next entry's header, None at the end-of-archive mark."""
        long_name: str | None = None
        pax: dict[bytes, bytes] = {}
        while (block := self._block()) is not None:
            info = _parsed(block)
            if info.type == tarfile.GNUTYPE_LONGNAME:
                long_name = _text(self._payload(info).rstrip(b"\0"))
            elif info.type == tarfile.GNUTYPE_LONGLINK:
                self._payload(info)
            elif info.type in _PAX:
                pax.update(_pax_records(self._payload(info)))
            elif info.type == tarfile.XGLTYPE:
                self._refuse_global(_pax_records(self._payload(info)))
            else:
                return self._entry(info, block, long_name, pax)
        return None

    def _block(self) -> bytes | None:
        block = self._blocks.take(BLOCK_BYTES)
        self._seen += 1
        if self._seen > _HEADERS_PER_ENTRY * self._caps.entries:
            raise too_many_entries(self._caps)
        return block if block.strip(b"\0") else None

    def _payload(self, info: tarfile.TarInfo) -> bytes:
        if info.size > self._caps.header_bytes:
            raise SubmissionRejected(f"The archive {shown(self._name)} has a header that is far too large.", REPACK)
        data = _Data(self._blocks, info.size)
        payload = data.exactly(info.size)
        data.skip_rest()
        return payload

    def _refuse_global(self, records: dict[bytes, bytes]) -> None:
        """A global header may hold a comment (`git archive`), but no name or size for all files at once."""
        if not records.keys().isdisjoint({b"path", b"size"}):
            raise TarDamaged("a global header names a path")

    def _entry(self, info: tarfile.TarInfo, block: bytes, long_name: str | None, pax: dict[bytes, bytes]) -> _Header:
        if info.type == tarfile.GNUTYPE_SPARSE or any(key.startswith(b"GNU.sparse.") for key in pax):
            raise TarDamaged("sparse files are not supported")
        name = info.name if long_name is None else long_name
        if b"path" in pax:
            name = _text(pax[b"path"])
        elif long_name is None and block[_NAME_FIELD].rstrip(b"\0").count(b"\0"):
            # tarfile cuts the name at its first NUL: show the whole of it, so that it is refused.
            name = _text(block[_NAME_FIELD].rstrip(b"\0"))
        size = _number(pax[b"size"]) if b"size" in pax else info.size
        # An old tar marks a folder by a slash only, and a pax name may bring that slash.
        type_flag = tarfile.DIRTYPE if info.type == tarfile.AREGTYPE and name.endswith("/") else info.type
        return _Header(name, type_flag, size)


def _parsed(block: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    if info.size < 0:
        raise TarDamaged("a negative size")
    return info


def _pax_records(payload: bytes) -> dict[bytes, bytes]:
    r"""The records `LENGTH KEY=VALUE\n`, where LENGTH counts the whole record; the last of a key wins."""
    records: dict[bytes, bytes] = {}
    start = 0
    while start < len(payload):
        space = payload.index(b" ", start, start + 20)
        end = start + _number(payload[start:space])
        key, equals, value = payload[space + 1 : end - 1].partition(b"=")
        if end <= space + 1 or end > len(payload) or payload[end - 1 : end] != b"\n" or not equals:
            raise TarDamaged("a pax record of a wrong length")
        records[key] = value
        start = end
    return records


def _number(digits: bytes) -> int:
    if not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise TarDamaged("not a number")
    return int(digits)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
