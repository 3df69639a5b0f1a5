"""Moodle's offline grading worksheet.

Format: reference of facts 4.2 (Moodle's mod/assign/gradingtable.php and feedback/offline/importgradeslib.php). Columns
come and go with the settings and are named in the language of whoever downloads (and must still be when the file is
uploaded), so they are found by the names that `headings` knows. `Last modified (grade)` is never touched: Moodle
compares it with its own record to see whether somebody graded in the meantime.
"""

from __future__ import annotations

from grader.errors import UsageError
from grader.lms import headings
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose
from grader.lms.headings import is_one_of, participant_number, participants_at

_MARKS = (*headings.MAXIMUM_GRADE, "Scale", "Grade can be changed", "Last modified (grade)")
"""one of them is in every worksheet, and in no other table of students"""


def _recognises(table: Table) -> bool:
    return bool(table.positions(*_MARKS)) and _participants(table) is not None


def _participants(table: Table) -> int | None:
    return participants_at(table.headers, lambda column: [table.at(record, column).strip() for record in table.body])


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    grade = choose([_column(index, header) for index, header in enumerate(table.headers)], wanted)
    maximum = table.position(*headings.MAXIMUM_GRADE)
    if maximum is None:
        raise _without_maximum(table)
    participants = _participants(table)
    rows = (_row(table, record, participants, maximum) for record in table.body)
    return Sheet(
        rows=tuple(row for row in rows if row.id),
        grade=grade,
        comments=table.position(*headings.COMMENTS),
        numbers=(grade.index, maximum),
        own_kind="moodle",
        has_names_of_download=True,  # where teams hand in, the download has the number of the group
        above_maximum="Moodle leaves out grades above the maximum",
    )


def _column(index: int, header: str) -> Column:
    refusal = "" if is_one_of(header, headings.GRADE) else "Moodle reads only the worksheet's own grade column"
    return Column(index, header, header, refusal=refusal)


def _row(table: Table, record: int, participants: int | None, maximum: int) -> Row:
    others = {"email": table.position(*headings.EMAIL), "sid": table.position(*headings.ID_NUMBER)}
    return Row(
        record=record,
        name=table.at(record, table.position(*headings.FULL_NAME)).strip(),
        id=participant_number(table.at(record, participants).strip()),
        other_ids={kind: said for kind, at in others.items() if (said := table.at(record, at).strip())},
        maximum=table.at(record, maximum),
    )


def _without_maximum(table: Table) -> UsageError:
    if table.positions("Scale"):
        return UsageError(
            "This Moodle assignment is graded with a scale, not with points.",
            "Set its grade type to Point in Moodle and download the worksheet again.",
        )
    return UsageError(
        "The Moodle worksheet has no column `Maximum grade`.",
        "Download it again from Moodle, with the language set to English.",
    )


MOODLE = Host("moodle", "a Moodle grading worksheet", _recognises, _sheet)
