"""A table of text from a file that a spreadsheet or an LMS wrote: which separator, which line.

Ids stay text, so that leading zeros stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.intake.names import shown
from grader.intake.streams import read_up_to
from grader.lms.encodings import decoded

MAX_BYTES = 64 * 1024 * 1024
"""a worksheet with the online texts of 2,000 students"""

_SEPARATORS = ",;\t"
_EXCEL_HINT = re.compile(r"sep=(?P<separator>[,;|\t])\s*", re.IGNORECASE)


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
    notes: tuple[str, ...]
    """sentences for the teacher about the file"""

    @property
    def name(self) -> str:
        """For sentences."""
        return shown(self.path.name)

    def column(self, *titles: str) -> int | None:
        """The column of one of these titles (first title first, without case), None where there is none.

        Raises:
            UsageError: two columns have that title.
        """
        for title in map(str.casefold, titles):
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
    found = decoded(_content(path), shown(path.name))
    text = found.text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    hint = _EXCEL_HINT.fullmatch(first)
    if hint:
        return _table(path, _rows(path, rest, hint["separator"], 1), found.notes)
    return _table(path, _rows(path, text, max(_SEPARATORS, key=first.count), 0), found.notes)


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


def _table(path: Path, records: Iterator[Row], notes: tuple[str, ...]) -> Table:
    rows = [row for row in records if any(row.cells)]
    if not rows:
        raise UsageError(f"{shown(path.name)} is empty.", "Give a CSV file with a header and a row for each student.")
    header = tuple(title.casefold() for title in rows[0].cells)
    return Table(path, header, tuple(rows[1:]), notes)


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
