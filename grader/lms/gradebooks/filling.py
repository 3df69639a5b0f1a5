"""From a sheet and the run's grades to the filled file (CONTRACTS 4.9 to 4.11).

Decisions where the contract leaves room: a rejected hand-in that the run scores with 0 gets this 0 only where nothing
stands yet, because a file that nobody could open is no reason to replace a grade or an excuse; a comment goes only
into rows that get a grade; a grade above the host's maximum (extra credit) is written and named in a note.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from grader.errors import UsageError
from grader.ledger import Status
from grader.lms.gradebooks.cells import Place, Table
from grader.lms.gradebooks.decimals import has_comma, number, two_decimals
from grader.lms.gradebooks.given import Change, Filled, GivenGrade, Kept, Reason
from grader.lms.gradebooks.matching import match
from grader.lms.gradebooks.sheet import Row, Sheet
from grader.showing import harmless, printable_lines

_REASONS = MappingProxyType(
    {
        Status.REJECTED: Reason.REJECTED,
        Status.MISSING: Reason.MISSING,
        Status.GRADER_ERROR: Reason.GRADER_ERROR,
        Status.GRADED: Reason.NO_SCORE,
    }
)
_NOTHING = frozenset({"", "-"})
"""what a grade cell says where there is no grade"""
_NAMED = 10
"""students named in a note"""


@dataclass(frozen=True)
class _Line:
    """One row of the sheet and the student of the run who stands in it."""

    row: Row
    given: GivenGrade
    before: str
    """what stands where the grade goes"""
    grade: Decimal | None
    """on the host's scale, None where the row keeps what it has"""
    after: str


def fill_sheet(table: Table, sheet: Sheet, grades: Sequence[GivenGrade]) -> Filled:
    """Write the grades of a run into a file.

    Raises:
        UsageError: ids stand twice, or a row that gets a grade is damaged or has no maximum.
    """
    matches = match(table, sheet, grades)
    found = matches.found
    comma = _writes_comma(table, sheet)
    lines = [_line(table, sheet, sheet.rows[index], found[index], comma=comma) for index in sorted(found)]
    edits = {place: text for line in lines for place, text in _edits(table, sheet, line)}
    labels = {line.row.record: line.row.label for line in lines}
    there = {grade.student for grade in found.values()}
    return Filled(
        data=table.replaced(edits),
        column=sheet.grade.header,
        changes=tuple(
            Change(labels[record], table.headers[column], table.at(record, column), edits[record, column])
            for record, column in sorted(edits)
        ),
        nobody=tuple(grade.student for grade in grades if grade.student not in there),
        kept=tuple(_kept(line) for line in lines if line.before == line.after),
        notes=(*table.notes, *_notes(sheet, lines), *matches.notes),
    )


def _writes_comma(table: Table, sheet: Sheet) -> bool:
    """By the grades and their maximum first, else by all numbers of the file."""
    own = [table.at(record, sheet.grade.index) for record in table.body]
    maxima = [row.maximum or "" for row in sheet.rows]
    return has_comma(own + maxima, [table.at(record, column) for record in table.body for column in sheet.numbers])


def _line(table: Table, sheet: Sheet, row: Row, given: GivenGrade, *, comma: bool) -> _Line:
    before = table.at(row.record, sheet.grade.index)
    score = _score_for(given, before)
    if score is None:
        return _Line(row, given, before, None, before)
    if not table.fits(row.record):
        raise UsageError(
            f"The gradebook is damaged in line {table.line(row.record)}: it has more or fewer cells than the header.",
            "Download it again from the LMS.",
        )
    grade = _scaled(score, given.max_score, row.maximum, comma=comma)
    return _Line(row, given, before, grade, two_decimals(grade, comma=comma))


def _score_for(given: GivenGrade, cell: str) -> Decimal | None:
    """The points that a row gets, None where it keeps what it has (CONTRACTS 4.10)."""
    if given.status is Status.GRADED:
        return given.score
    nothing_there = cell.strip() in _NOTHING
    return given.score if given.status is Status.REJECTED and given.score == 0 and nothing_there else None


def _scaled(score: Decimal, max_score: Decimal, maximum: str | None, *, comma: bool) -> Decimal:
    """The points on the host's scale. Where there was nothing to be had, all of it was had (as in `score.py`)."""
    if maximum is None:
        return score
    points = number(maximum, comma=comma)
    if not points or points < 0:
        raise UsageError(
            f"The gradebook's maximum for this column is {maximum.strip()!r}, so the grades cannot be scaled to it.",
            "Set the points of the assignment in the LMS and download the gradebook again.",
        )
    return score * points / max_score if max_score else points


def _edits(table: Table, sheet: Sheet, line: _Line) -> Iterator[tuple[Place, str]]:
    """The cells of one row that come to say something else."""
    record = line.row.record
    if line.after != line.before:
        yield (record, sheet.grade.index), line.after
    if line.grade is None or sheet.comments is None or table.at(record, sheet.comments):
        return
    comment = table.encodable(_comment(line.given.comment))
    if comment:
        yield (record, sheet.comments), comment


def _comment(text: str) -> str:
    """Plain text as the HTML on one line that a comment is in the LMS, no formula for a spreadsheet."""
    return harmless("<br>".join(html.escape(line, quote=False) for line in printable_lines(text)))


def _kept(line: _Line) -> Kept:
    reason = _REASONS[line.given.status] if line.grade is None else Reason.SAME
    return Kept(line.row.label, line.given.student, line.before, reason)


def _notes(sheet: Sheet, lines: Sequence[_Line]) -> Iterator[str]:
    """What the host will not take as it is."""
    above = [line.row.label for line in lines if (line.given.score or 0) > line.given.max_score]
    if above and sheet.above_maximum:
        named = ", ".join(above[:_NAMED]) + (f" and {len(above) - _NAMED} more" if len(above) > _NAMED else "")
        yield f"{sheet.above_maximum}: {named}."
