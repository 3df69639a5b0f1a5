"""Decompression that never holds more than one chunk, and stops at the caps instead of after them.

Why it is so: the readers of the standard library (gzip, bz2, lzma) have no cap on expanded size, on the memory an xz
asks for, or on a gzip header that never ends.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from grader.errors import SubmissionRejected
from grader.intake.caps import SMALLER, Caps
from grader.intake.names import shown

CHUNK_BYTES = 64 * 1024


class Reader(Protocol):
    """A stream that can only be read forwards."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes (1 or more), b"" at the end."""


def read_up_to(stream: Reader, size: int) -> bytes:
    """The first `size` bytes of `stream`, or all of it where it is shorter."""
    chunks = []
    while size > 0 and (chunk := stream.read(min(size, CHUNK_BYTES))):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


class Decompressor(Protocol):
    """One compressed stream: the shape of `bz2.BZ2Decompressor` and `lzma.LZMADecompressor`."""

    @property
    def eof(self) -> bool:
        """Whether the stream is complete."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing can come out before something goes in."""

    @property
    def unused_data(self) -> bytes:
        """What was fed beyond the end of the stream."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Feed `data`, take at most `max_length` bytes."""


class Gunzip:
    """One gzip stream, with its checksum verified by zlib."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        """Whether the stream is complete."""
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        """Whether all input was taken."""
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What was fed beyond the end of the stream."""
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Feed `data`, take at most `max_length` bytes."""
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


class Expanded:
    """The expanded content of a file of one or more compressed streams.

    `read` raises EOFError where the file is cut off, the decompressor's own error where it is damaged, and
    SubmissionRejected where it expands beyond the caps.
    """

    def __init__(self, packed: bytes, start: Callable[[], Decompressor], name: str, caps: Caps) -> None:
        self._packed = io.BytesIO(packed)
        self._packed_bytes = len(packed)
        self._start = start
        self._stream = start()
        self._streams = 1
        self._fed = b""
        self._expanded_bytes = 0
        self._name = name
        self._caps = caps

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes (1 or more), b"" at the end."""
        while not self._stream.eof or self._begin_next():
            data = self._feed() if self._stream.needs_input else b""
            starved = self._stream.needs_input and not data
            expanded = self._stream.decompress(data, size)
            if expanded:
                self._count(len(expanded))
                return expanded
            if starved and not self._stream.eof:
                raise EOFError("the compressed data ends too early")
        return b""

    def _feed(self) -> bytes:
        data, self._fed = self._fed, b""
        return data or self._packed.read(CHUNK_BYTES)

    def _begin_next(self) -> bool:
        """Start the stream that follows, past padding with zeros; False where none follows."""
        rest = self._stream.unused_data.lstrip(b"\0")
        while not rest and (more := self._packed.read(CHUNK_BYTES)):
            rest = more.lstrip(b"\0")
        if not rest:
            return False
        self._streams += 1
        if self._streams > self._caps.streams:
            raise bomb(self._name)
        self._fed = rest
        self._stream = self._start()
        return True

    def _count(self, size: int) -> None:
        self._expanded_bytes += size
        refuse_bomb(self._expanded_bytes, self._packed_bytes, self._name, self._caps)
        if self._expanded_bytes > self._caps.expanded_bytes:
            raise SubmissionRejected(f"The archive {shown(self._name)} is too large once it is unpacked.", SMALLER)


def gunzip(packed: bytes, name: str, caps: Caps) -> Expanded:
    """The content of a gzip file."""
    return Expanded(packed, Gunzip, name, caps)


def bunzip(packed: bytes, name: str, caps: Caps) -> Expanded:
    """The content of a bzip2 file."""
    return Expanded(packed, bz2.BZ2Decompressor, name, caps)


def unxz(packed: bytes, name: str, caps: Caps) -> Expanded:
    """The content of an xz file."""
    return Expanded(packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, caps.xz_memory_bytes), name, caps)


def refuse_bomb(expanded_bytes: int, packed_bytes: int, name: str, caps: Caps) -> None:
    """Refuse what expands beyond all that source code does.

    Raises:
        SubmissionRejected: more than `ratio` to one, above the floor.
    """
    if expanded_bytes > caps.ratio_floor_bytes and expanded_bytes > caps.ratio * packed_bytes:
        raise bomb(name)


def bomb(name: str) -> SubmissionRejected:
    """The refusal of an archive that is made to exhaust whoever opens it."""
    return SubmissionRejected(
        f"The archive {shown(name)} unpacks to far more than any program text would.",
        "Hand in only your own source files.",
    )
