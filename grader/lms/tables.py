"""A table of text from a file that a spreadsheet or an LMS wrote: which encoding, which separator, which line.

Decisions: UTF-8 with or without a mark, UTF-16 with a mark, and UTF-16 without one (Blackboard's `.xls`) are told apart
by their bytes and nothing else is guessed: in the wrong one of the old 8-bit encodings every name would be garbled
without a word. Ids stay text, so that leading zeros stay.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.intake.names import shown
from grader.intake.streams import read_up_to

MAX_BYTES = 64 * 1024 * 1024
"""a worksheet with the online texts of 2,000 students"""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Row:
    """One record: the line of the file that it ends on, and its cells without outer spaces."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int | None) -> str:
        """The cell, "" where the row is shorter or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The header and the rows that are not empty."""

    path: Path
    header: tuple[str, ...]
    """titles without case and outer spaces"""
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """For sentences."""
        return shown(self.path.name)

    def column(self, *titles: str) -> int | None:
        """The column of one of these titles (first title first), None where there is none.

        Raises:
            UsageError: two columns have that title.
        """
        for title in titles:
            if self.header.count(title) > 1:
                raise UsageError(f"{self.name} has two columns {shown(title)}.", "Remove the one that does not count.")
            if title in self.header:
                return self.header.index(title)
        return None


def read_table(path: Path) -> Table:
    """Read a table of text.

    Raises:
        UsageError: there is no such file, it cannot be read, is no text of a known encoding, or no table.
    """
    text = _decoded(_content(path), path)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return _table(path, rest, first.strip()[-1], 1)
    return _table(path, text, max(_SEPARATORS, key=first.count), 0)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = read_up_to(file, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{shown(str(path))} cannot be read: {reason}.", "Check the path.") from error
    if len(content) > MAX_BYTES:
        raise UsageError(f"{shown(path.name)} is too large for a list of students.")
    return content


def _decoded(content: bytes, path: Path) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(
            f"{shown(path.name)} is not UTF-8 text (line {line}).", "Save it as CSV with the encoding UTF-8."
        ) from error
    if "\0" in text:
        raise UsageError(f"{shown(path.name)} is not text.", "Give a CSV file with the encoding UTF-8.")
    return text.removeprefix("\ufeff")


def _unmarked(content: bytes) -> str:
    """In UTF-16 every other byte of an English header is NUL."""
    start = content[:64]
    if len(start) > 3 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) > 3 and not any(start[::2]) and all(start[1::2]) else "utf-8"


def _table(path: Path, text: str, separator: str, lines_before: int) -> Table:
    rows = [row for row in _rows(path, text, separator, lines_before) if any(row.cells)]
    if not rows:
        raise UsageError(f"{shown(path.name)} is empty.", "Give a CSV file with a header and a row for each student.")
    header = tuple(title.casefold() for title in rows[0].cells)
    return Table(path, header, tuple(rows[1:]))


def _rows(path: Path, text: str, separator: str, lines_before: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield Row(reader.line_num + lines_before, tuple(cell.strip() for cell in cells))
    except csv.Error as error:
        line = reader.line_num + lines_before
        raise UsageError(
            f"{shown(path.name)} is no proper CSV: line {line}, {error}.", "Save it as CSV again."
        ) from error
