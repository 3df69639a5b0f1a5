"""A gradebook of no LMS: any CSV with a column that tells who, and one for the grades, which are plain points.

A column counts as one for grades when its header is not known to mean something else and nothing but numbers, `EX`,
`N/A` and the like stands in it; any other column can still be named with `--column`.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.decimals import is_number
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose

_KINDS = MappingProxyType(
    {
        "student": ("student", "participant", "identifier", "id", "user id"),
        "username": ("username", "user name", "user", "login", "login id"),
        "email": ("email", "e-mail", "email address", "e-mail address", "mail"),
        "sid": ("sid", "student id", "student number", "id number", "matriculation number"),
        "name": ("name", "full name", "display name", "student name"),
    }
)
"""kind of id -> headers; the first kind that the file has is the one that `student` is compared with"""
_SAID_OTHERWISE = frozenset(
    {
        *("section", "group", "class", "cohort", "course", "team", "year", "term", "exercise", "assignment", "phone"),
        *("first name", "last name", "given name", "family name", "surname", "first_name", "last_name"),
        *("status", "late", "attempt", "max", "max_score", "maximum", "percent", "rank", "submission_sha256"),
        *("comment", "comments", "feedback", "feedback comments", "note", "notes", "remark", "remarks"),
    }
)
"""headers that never mean grades, though their columns may be empty or full of numbers"""
_NO_NUMBERS = frozenset({"", "-", "–", "ex", "n/a", "na", "excused", "missing", "absent", "none", "incomplete"})  # noqa: RUF001 (Excel makes dashes)
_NAMED = re.compile(r"\s+")


def _recognises(table: Table) -> bool:
    return any(_kind(header) for header in table.headers)


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    columns = [_column(table, index, header) for index, header in enumerate(table.headers)]
    grade = choose(columns, wanted)
    found = {kind: index for kind in _KINDS if (index := _first(table, kind)) is not None}
    own = next((kind for kind in found if kind != "name"), "student")
    rows = (_row(table, record, found, own) for record in table.body)
    numbers = tuple(column.index for column in columns if column.likely and not column.refusal)
    kept = tuple(row for row in rows if row.id or row.other_ids or row.name)
    return Sheet(kept, grade, None, numbers, own, takes_student=True)


def _kind(header: str) -> str:
    """The kind of id that a header names, "" where it names none."""
    folded = _plain(header)
    return next((kind for kind, names in _KINDS.items() if folded in names), "")


def _plain(header: str) -> str:
    return _NAMED.sub(" ", header.strip().casefold())


def _first(table: Table, kind: str) -> int | None:
    """The column of a kind: the header that stands first in the table of kinds."""
    for name in _KINDS[kind]:
        found = [header for header in table.headers if _plain(header) == name]
        if found:
            return table.position(*found)
    return None


def _column(table: Table, index: int, header: str) -> Column:
    refusal = "it tells who the student is" if _kind(header) else ""
    known = not header or _plain(header) in _SAID_OTHERWISE
    return Column(index, header, header, refusal=refusal, likely=not known and _holds_grades(table, index))


def _holds_grades(table: Table, index: int) -> bool:
    cells = (table.at(record, index).strip() for record in table.body)
    return all(cell.casefold() in _NO_NUMBERS or is_number(cell) for cell in cells)


def _row(table: Table, record: int, found: dict[str, int], own: str) -> Row:
    said = {kind: table.at(record, index).strip() for kind, index in found.items()}
    others = {kind: text for kind, text in said.items() if text and kind not in ("student", "name")}
    if "@" in said.get("student", ""):
        others = {"email": said["student"], **others}
    return Row(record, said.get("name", ""), said.get(own, ""), others, None)


CSV = Host("csv", "a CSV file with a column that tells who (`student`, `email`, `sid` or `name`)", _recognises, _sheet)
