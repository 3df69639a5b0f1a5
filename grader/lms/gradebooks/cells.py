"""A CSV or TSV file in which single cells are replaced and everything else stays byte for byte.

Why it is so: a reader and writer of CSV settle quotes, line ends and encodings their own way, and the host (or the
teacher's diff) sees a file in which every line has changed. Here each cell is known by where it lies in the text, and
only those places are written, in the encoding that the file came in (`grader.lms.encodings`).

Format: RFC 4180, with `,`, `;` or tab between cells, and CR LF, LF or CR (mixed, too) between records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.errors import UsageError
from grader.lms.encodings import decoded

Place = tuple[int, int]
"""record and cell in it, both from 0"""

_SEPARATORS = ",;\t"
_IN_HEADER = re.compile(r'"[^"]*"|[,;\t]|[\r\n]|[^",;\t\r\n]+|"')
_EXCEL_HINT = re.compile(r"\ufeff?sep=(?P<separator>[,;\t])[\r\n]", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `start` and `end` in the file's text, quotes included, and what it says."""

    start: int
    end: int
    text: str
    quoted: bool


@dataclass(frozen=True)
class Table:
    """A file taken apart. Records are as long as the file made them."""

    text: str
    """the whole file, with its byte order mark"""
    codec: str
    separator: str
    records: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    """sentences for the teacher about the file"""

    @classmethod
    def read(cls, data: bytes) -> Table:
        """Take a file apart.

        Raises:
            UsageError: it is empty or no text file, its encoding cannot be told, or its quotes do not close.
        """
        found = decoded(data, "The gradebook")
        separator = _separator(found.text)
        records = tuple(_records(found.text, separator))
        if not any(cell.text.strip() for record in records for cell in record):
            raise UsageError("The gradebook is empty.", "Download it again.")
        return cls(found.text, found.codec, separator, records, found.notes)

    @cached_property
    def header_at(self) -> int:
        """The record that names the columns: the first one that is not blank or Excel's `sep=;`."""
        said = [at for at, record in enumerate(self.records) if any(cell.text.strip() for cell in record)]
        return said[1] if len(said) > 1 and _EXCEL_HINT.match(self.text) else said[0]

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The names of the columns as they stand there, less the space around them."""
        return tuple(cell.text.strip() for cell in self.records[self.header_at])

    @cached_property
    def _folded_headers(self) -> tuple[str, ...]:
        return tuple(header.casefold() for header in self.headers)

    def positions(self, *names: str) -> list[int]:
        """The columns with one of these names (without case), in the file's order."""
        wanted = frozenset(map(str.casefold, names))
        return [index for index, header in enumerate(self._folded_headers) if header in wanted]

    def position(self, *names: str) -> int | None:
        """The one column with one of these names, None where there is none.

        Raises:
            UsageError: there are several.
        """
        found = self.positions(*names)
        if len(found) > 1:
            named = " and ".join(f"`{self.headers[index]}`" for index in found)
            raise UsageError(
                f"The gradebook has {len(found)} columns of one meaning: {named}.",
                "Download it again from the LMS and leave its columns as they are.",
            )
        return found[0] if found else None

    @property
    def body(self) -> range:
        """The numbers of the records below the header."""
        return range(self.header_at + 1, len(self.records))

    def at(self, record: int, column: int | None) -> str:
        """What a cell says; "" where the record is too short or there is no such column."""
        cells = self.records[record]
        return cells[column].text if column is not None and column < len(cells) else ""

    def line(self, record: int) -> int:
        """The line of the file, from 1, on which a record begins."""
        return len(_LINE_END.findall(self.text, 0, self.records[record][0].start)) + 1

    def fits(self, record: int) -> bool:
        """Whether a record has a cell for every column that has a name, and none beyond the header's.

        A name with a comma and without quotes shifts everything behind it, perhaps only an empty cell over the end.
        """
        named = [index for index, header in enumerate(self.headers) if header]
        return named[-1] < len(self.records[record]) <= len(self.headers)

    def encodable(self, text: str) -> str:
        """The text with "?" for every character that the file's encoding does not have."""
        return text.encode(self.codec, "replace").decode(self.codec)

    def replaced(self, edits: Mapping[Place, str]) -> bytes:
        """The file with these cells saying something else, and every other byte as it was. Places must exist."""
        pieces, position = [], 0
        for record, column in sorted(edits):
            cell = self.records[record][column]
            pieces += [self.text[position : cell.start], self._field((record, column), edits[record, column])]
            position = cell.end
        return "".join([*pieces, self.text[position:]]).encode(self.codec)

    def _field(self, place: Place, value: str) -> str:
        """A cell's new content, quoted where it must be, where it was, and where everything else in its record is."""
        record, column = place
        special = any(c in value for c in (self.separator, '"', "\r", "\n")) or value != value.strip()
        if not (special or self.records[record][column].quoted or self._all_quoted(record)):
            return value
        return '"' + value.replace('"', '""') + '"'

    def _all_quoted(self, record: int) -> bool:
        said = [cell.quoted for cell in self.records[record] if cell.text]
        return bool(said) and all(said)


def _separator(text: str) -> str:
    """What stands most often between the cells of the first line that says anything, if Excel does not say it."""
    hint = _EXCEL_HINT.match(text)
    if hint:
        return hint["separator"]
    counts = dict.fromkeys(_SEPARATORS, 0)
    said = False
    for match in _IN_HEADER.finditer(text.lstrip("\ufeff")):
        piece = match[0]
        if piece in counts:
            counts[piece] += 1
        elif said and piece in ("\r", "\n"):
            break
        said = said or bool(piece.strip())
    return max(counts, key=counts.__getitem__)


def _records(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    pattern = re.compile(rf'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?!")|(?P<plain>(?!")[^{separator}\r\n]*)')
    position = len(text) - len(text.lstrip("\ufeff"))
    while position < len(text):
        record = list(_cells(text, position, separator, pattern))
        position = record[-1].end
        end = _LINE_END.match(text, position)
        if end is None and position < len(text):
            raise _broken(text, position, "there is text after a closing quotation mark")
        yield tuple(record)
        position = end.end() if end else position


def _cells(text: str, position: int, separator: str, pattern: re.Pattern[str]) -> Iterator[Cell]:
    """The cells of the record that begins at `position`."""
    while True:
        match = pattern.match(text, position)
        if match is None:
            raise _broken(text, position, "a quotation mark is never closed")
        quoted = match["quoted"]
        said = match["plain"] if quoted is None else quoted.replace('""', '"')
        yield Cell(match.start(), match.end(), said, quoted is not None)
        position = match.end()
        if not text.startswith(separator, position):
            return
        position += 1


def _broken(text: str, position: int, why: str) -> UsageError:
    line = len(_LINE_END.findall(text, 0, position)) + 1
    return UsageError(f"The gradebook is damaged in line {line}: {why}.", "Download it again from the LMS.")
