"""How much a submission may hold, and the running account of what one submission has used.

Every cap is a field, so that tests and operators can move it. Over a cap means rejected, never cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import SubmissionRejected

MIB = 1024 * 1024


@dataclass(frozen=True)
class Caps:
    """What is accepted at most. The defaults are far above any answer to a beginner's exercise."""

    total_bytes: int = 20 * MIB
    """content of all kept files together: it crosses a pipe and lies in the sandbox's memory"""
    file_bytes: int = 5 * MIB
    """content of one kept file"""
    files: int = 2_000
    """kept files: each of them is written afresh for every check"""
    entries: int = 20_000
    """entries looked at, noise included: a zipped virtual environment has about 5,000"""
    archive_bytes: int = 64 * MIB
    """an archive as it was handed in; it is held in memory while it is read"""
    directory_bytes: int = 4 * MIB
    """a zip's table of contents: Python spends about 700 bytes of memory on 47 bytes of it"""
    expanded_bytes: int = 128 * MIB
    """what a compressed tar may expand to, noise included: a stream has to be read to be skipped"""
    ratio: int = 200
    """expanded to packed size: source text packs to 1:10, zeros to 1:1000"""
    ratio_floor_bytes: int = MIB
    """below this expanded size the ratio means nothing (a small file of zeros is no bomb)"""
    header_bytes: int = MIB
    """one extension header of a tar: a 400 KB tar.gz can announce a header of 400 MB"""
    streams: int = 2_000
    """compressed streams in a row in one file: parallel packers write one per block"""
    xz_memory_bytes: int = 128 * MIB
    """memory that an xz may ask for: `xz -9` needs 65 MiB, the format allows 4 GiB"""
    name_chars: int = 1_024
    """a path in an archive as it stands there, noise included"""
    name_levels: int = 64
    """folders in such a path, noise included: `node_modules` nests deeply"""
    path_chars: int = 240
    """a kept path: Windows allows 260 with the folder before it"""
    part_chars: int = 100
    """one file or folder name"""
    part_bytes: int = 255
    """one file or folder name in UTF-8: what Linux and macOS can store"""
    levels: int = 12
    """folders and the file at their end"""


DEFAULT_CAPS = Caps()


class Budget:
    """What one submission has used so far, over all the places it is read from.

    The methods raise SubmissionRejected when a cap is passed.
    """

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self._entries = 0
        self._files = 0
        self._bytes = 0
        self._packed = 0

    def see(self) -> None:
        """Count one entry that was looked at, kept or not."""
        self._entries += 1
        if self._entries > self.caps.entries:
            raise too_many_entries(self.caps)

    def keep(self, shown_path: str, size: int) -> None:
        """Count one file that is kept; `size` is in bytes."""
        self._files += 1
        self._bytes += size
        if size > self.caps.file_bytes:
            raise SubmissionRejected(
                f"The file {shown_path} is too large: one file may have {_size(self.caps.file_bytes)}.", SMALLER
            )
        if self._files > self.caps.files:
            raise SubmissionRejected(f"There are more than {self.caps.files:,} files in it.", SMALLER)
        if self._bytes > self.caps.total_bytes:
            raise SubmissionRejected(
                f"The files are too large: together they may have {_size(self.caps.total_bytes)}.", SMALLER
            )

    def unpack(self, shown_name: str, size: int) -> None:
        """Count one archive of `size` bytes that is opened."""
        self._packed += size
        if self._packed > self.caps.archive_bytes:
            raise SubmissionRejected(
                f"The archive {shown_name} is too large: {_size(self.caps.archive_bytes)} are allowed.", SMALLER
            )


SMALLER = "Hand in only the files that belong to the exercise."


def too_many_entries(caps: Caps) -> SubmissionRejected:
    """The refusal of an archive or folder that lists more than anyone would hand in."""
    return SubmissionRejected(
        f"There are more than {caps.entries:,} files and folders in it.",
        "Leave out everything that is not your own work, such as virtual environments, and hand it in again.",
    )


def _size(count: int) -> str:
    return f"{count // MIB} MiB" if count >= MIB else f"{count:,} bytes"
