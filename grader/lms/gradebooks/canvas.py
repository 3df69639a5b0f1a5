"""Canvas's gradebook export.

Format: reference of facts 5.2 (Canvas's lib/gradebook_exporter.rb and gradebook_importer.rb). Below the header comes,
sometimes, a row that tells which assignments are posted by hand, then the row with the points, then the students.
Canvas writes the headings in English whatever the language, all but the words for columns that nobody may write
(`(read only)`): such a column is known by having no number for its points.
"""

from __future__ import annotations

import re

from grader.errors import UsageError
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.decimals import is_number
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose

_TITLE = re.compile(r"(?P<title>.*\S)\s*\((?P<id>[0-9]+)\)", re.DOTALL)
"""`HW1 (1234)`: without the id Canvas proposes a new assignment"""
_POINTS = "points possible"
_NAMES = ("Student", "LastName")
_ABOVE_POINTS = 3
"""the points stand in the first, second or third row below the header"""


def _recognises(table: Table) -> bool:
    first = table.headers[:3]
    starts = first[:2] == ("Student", "ID") or first == ("LastName", "FirstName", "ID")
    return starts and "Section" in table.headers


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    points = _points_row(table)
    columns = [_column(table, index, points) for index in range(len(table.headers))]
    grade = choose(columns, wanted)
    rows = (_row(table, record, table.at(points, grade.index)) for record in table.body if record > points)
    numbers = tuple(range(table.headers.index("Section") + 1, len(table.headers)))
    return Sheet(tuple(row for row in rows if row.id), grade, None, numbers, "canvas")


def _points_row(table: Table) -> int:
    for record in table.body[:_ABOVE_POINTS]:
        if table.at(record, 0).strip().lower() == _POINTS:
            return record
    raise UsageError(
        "The Canvas gradebook has no row `Points Possible`, so the grades cannot be scaled.",
        "Export the gradebook again from Canvas and leave its first rows as they are.",
    )


def _column(table: Table, index: int, points: int) -> Column:
    header, possible = table.headers[index], table.at(points, index).strip()
    named = _TITLE.fullmatch(header)
    if index <= table.headers.index("Section"):
        refusal = "it tells who the student is"
    elif is_number(possible):
        refusal = ""
    else:
        refusal = "Canvas computes it and lets nobody write it" if possible else "it has no Points Possible"
    if not named:
        return Column(index, header, header, refusal=refusal, likely=False)
    return Column(index, header, named["title"], named["id"], refusal)


def _row(table: Table, record: int, maximum: str) -> Row:
    logins = {"username": "SIS Login ID", "sid": "SIS User ID"}
    others = {kind: table.at(record, table.position(header)).strip() for kind, header in logins.items()}
    if "@" in others["username"]:
        others["email"] = others["username"]
    names = ", ".join(table.at(record, at).strip() for at in table.positions(*_NAMES, "FirstName"))
    known = {kind: said for kind, said in others.items() if said}
    return Row(record, names, table.at(record, table.headers.index("ID")).strip(), known, maximum)


CANVAS = Host("canvas", "a Canvas gradebook", _recognises, _sheet)
