"""Whatever dialect a CSV file is in: only the cells of the grades change, and a CSV reader finds the grades there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.ledger import Status
from grader.lms.gradebooks import GivenGrade, fill
from grader.lms.gradebooks.cells import Table

HEADER = ("student", "name", "notes", "mypackage", "remarks")
GRADE = HEADER.index("mypackage")
LETTERS = st.text(st.sampled_from("ab '\",;\t\r\nüß€=-0"), max_size=6)


@dataclass(frozen=True)
class Dialect:
    """How a file is written."""

    codec: str
    mark: str
    separator: str


@dataclass(frozen=True)
class File:
    """A file as the pieces that it is made of: each record is its raw cells and the line end."""

    dialect: Dialect
    records: tuple[tuple[tuple[str, ...], str], ...]
    said: tuple[tuple[str, ...], ...]
    """what a reader should find"""

    @property
    def data(self) -> bytes:
        """The bytes on disk."""
        text = "".join(self.dialect.separator.join(cells) + end for cells, end in self.records)
        return (self.dialect.mark + text).encode(self.dialect.codec)


def raw(text: str, separator: str, *, quoted: bool) -> str:
    """A cell as it may be written."""
    if quoted or text.startswith('"') or any(c in text for c in (separator, "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


@st.composite
def files(draw: st.DrawFn) -> File:
    """A gradebook in any dialect, each cell quoted or not, each line ended in its own way."""
    codec, mark = draw(
        st.sampled_from(
            [("utf-8", ""), ("utf-8", "\ufeff"), ("utf-16-le", "\ufeff"), ("utf-16-le", ""), ("cp1252", "")]
        )
    )
    dialect = Dialect(codec, mark, draw(st.sampled_from(",;\t")))
    count = draw(st.integers(1, 6))
    cell = st.sampled_from(["", "5", "7.00", "EX"])
    rows = [(f"s{at}", draw(LETTERS), draw(LETTERS), draw(cell), draw(LETTERS)) for at in range(count)]
    said = (HEADER, *rows)
    records = [
        (
            tuple(raw(text, dialect.separator, quoted=draw(st.booleans())) for text in row),
            draw(st.sampled_from(["\r\n", "\n", "\r"])),
        )
        for row in said
    ]
    if draw(st.booleans()):
        records[-1] = (records[-1][0], "")
    return File(dialect, tuple(records), said)


GRADES = st.dictionaries(
    st.integers(0, 7), st.decimals(0, 9, allow_nan=False, places=3), max_size=8
)  # student's number -> points


def given_grades(points: dict[int, Decimal]) -> list[GivenGrade]:
    """The run's rows."""
    return [GivenGrade(f"s{at}", "", score, Decimal(9), Status.GRADED) for at, score in points.items()]


def read(data: bytes, dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    """What Python's own reader finds."""
    text = data.decode(dialect.codec).removeprefix("\ufeff")
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator))


def expected(file: File, points: dict[int, Decimal]) -> tuple[tuple[str, ...], ...]:
    """The table with the grades in it."""
    grades = {f"s{at}": f"{score.quantize(Decimal('0.01'), 'ROUND_HALF_UP')}" for at, score in points.items()}
    return tuple((*row[:GRADE], grades.get(row[0], row[GRADE]), *row[GRADE + 1 :]) for row in file.said)


@settings(deadline=None)
@given(files())
def test_reads_like_a_reader(file: File) -> None:
    """The cells found are those that were written, and those that Python's own reader finds."""
    table = Table.read(file.data)

    found = tuple(tuple(cell.text for cell in record) for record in table.records)

    assert read(file.data, file.dialect) == file.said
    if table.codec == file.dialect.codec:  # else it happens to be valid UTF-8, too
        assert found == file.said
    assert table.replaced({}) == file.data


@settings(deadline=None)
@given(files(), GRADES)
def test_filled_file_says_the_grades(file: File, points: dict[int, Decimal]) -> None:
    """A reader finds the grades in the filled file, and everything else as it was."""
    result = fill("csv", file.data, given_grades(points), "mypackage", "", None)

    assert read(result.data, file.dialect) == expected(file, points)


@settings(deadline=None)
@given(files(), GRADES)
def test_other_bytes_stay(file: File, points: dict[int, Decimal]) -> None:
    """Walked piece by piece, only the grade's own cell differs, in one of its two spellings."""
    result = fill("csv", file.data, given_grades(points), "mypackage", "", None)

    rest = result.data.decode(file.dialect.codec).removeprefix(file.dialect.mark)
    wanted = expected(file, points)
    for (cells, end), row, before in zip(file.records, wanted, file.said, strict=True):
        value = row[GRADE]
        grade = (
            cells[GRADE] if value == before[GRADE] else value if rest_has(rest, cells, file, value) else f'"{value}"'
        )
        line = file.dialect.separator.join((*cells[:GRADE], grade, *cells[GRADE + 1 :])) + end
        assert rest.startswith(line)
        rest = rest[len(line) :]
    assert not rest


def rest_has(rest: str, cells: tuple[str, ...], file: File, value: str) -> bool:
    """Whether the grade stands without quotes in the record that comes next."""
    return rest.startswith(file.dialect.separator.join((*cells[:GRADE], value)) + file.dialect.separator)


@settings(deadline=None)
@given(files(), GRADES)
def test_twice_is_once(file: File, points: dict[int, Decimal]) -> None:
    """Filling a filled file changes nothing, and the changes listed are the cells that differ."""
    grades = given_grades(points)
    once = fill("csv", file.data, grades, "mypackage", "", None)

    again = fill("csv", once.data, grades, "mypackage", "", None)

    assert again.data == once.data
    assert not again.changes
    pairs = zip(file.said, expected(file, points), strict=True)
    assert len(once.changes) == sum(before != after for before, after in pairs)
    assert once.nobody == tuple(grade.student for grade in grades if int(grade.student[1:]) >= len(file.said) - 1)
