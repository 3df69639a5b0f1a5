"""Moodle's offline grading worksheet.

Format: reference of facts 4.2 (Moodle's mod/assign/gradingtable.php and feedback/offline/importgradeslib.php). Columns
come and go with the settings, so they are found by name. `Last modified (grade)` is never touched: Moodle compares it
with its own record to see whether somebody graded in the meantime.
"""

from __future__ import annotations

import re

from grader.errors import UsageError
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose

_GRADE = "Grade"
_MAXIMA = ("Maximum grade", "Maximum Grade")
"""the second is how older versions write it"""
_MARKS = (*_MAXIMA, "Scale", "Status", "Grade can be changed", "Last modified (grade)")
_PARTICIPANT = re.compile(r"(?:\D*\s)?([0-9]{1,18})")
"""`Participant 8880001`"""


def _recognises(table: Table) -> bool:
    return bool(table.positions("Identifier")) and bool(table.positions(*_MARKS))


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    grade = choose([_column(index, header) for index, header in enumerate(table.headers)], wanted)
    maximum = table.position(*_MAXIMA)
    if maximum is None:
        raise _without_maximum(table)
    rows = (_row(table, record, maximum) for record in table.body)
    return Sheet(
        rows=tuple(row for row in rows if row.id),
        grade=grade,
        comments=table.position("Feedback comments"),
        numbers=(grade.index, maximum),
        above_maximum="Moodle leaves out grades above the maximum",
    )


def _column(index: int, header: str) -> Column:
    return Column(index, header, header, refusal="" if header == _GRADE else f"Moodle reads only `{_GRADE}`")


def _row(table: Table, record: int, maximum: int) -> Row:
    participant = _PARTICIPANT.fullmatch(table.at(record, table.position("Identifier")).strip())
    others = {"email": table.position("Email address"), "sid": table.position("ID number")}
    return Row(
        record=record,
        name=table.at(record, table.position("Full name")).strip(),
        id=str(int(participant[1])) if participant else "",
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
