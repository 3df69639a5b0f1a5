"""Blackboard's gradebook for working offline: tab-separated UTF-16 named `.xls`, or CSV.

Format: reference of facts 6. The key column is `Username`. A grade column's header carries its points and its id; a
header without an id would make Blackboard create a new text column worth nothing, and the totals that Blackboard
computes cannot be uploaded.
"""

from __future__ import annotations

import re

from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose

_HEADER = re.compile(r"(?P<title>.*?)\s*\[(?P<points>[^\[\]]*)\]\s*\|\s*(?P<id>[0-9]+)", re.DOTALL)
"""`HW1 [Total Pts: 100 Score] |12345`"""
_POINTS = re.compile(r"Total Pts:\s*(?P<points>[0-9][0-9.,]*)(?:\s.*)?", re.IGNORECASE | re.DOTALL)
_COMPUTED = frozenset({"total", "weighted total", "running total", "running weighted total"})
_IDENTITY = ("Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability", "Child Course ID")


def _recognises(table: Table) -> bool:
    signs = table.positions("Last Access", "Availability")
    return bool(table.positions("Username")) and bool(signs or any(map(_HEADER.fullmatch, table.headers)))


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    columns = [_column(index, header) for index, header in enumerate(table.headers)]
    grade = choose(columns, wanted)
    rows = (_row(table, record, _points(grade.header)) for record in table.body)
    scores = tuple(column.index for column in columns if column.id)
    return Sheet(tuple(row for row in rows if row.id), grade, None, scores, own_kind="username")


def _column(index: int, header: str) -> Column:
    named = _HEADER.fullmatch(header)
    if named is None:
        what = "it tells who the student is" if header in _IDENTITY else "its header has no points and no column id"
        return Column(index, header, header, refusal=what)
    title = named["title"].strip()
    refusal = "" if _points(header) else "its header does not tell the points (`Total Pts`)"
    return Column(index, header, title, named["id"], refusal, likely=title.lower() not in _COMPUTED)


def _points(header: str) -> str:
    named = _HEADER.fullmatch(header)
    points = _POINTS.fullmatch(named["points"].strip()) if named else None
    return points["points"] if points else ""


def _row(table: Table, record: int, maximum: str) -> Row:
    sid = table.at(record, table.position("Student ID")).strip()
    names = (table.at(record, table.position(header)).strip() for header in ("First Name", "Last Name"))
    return Row(
        record=record,
        name=" ".join(filter(None, names)),
        id=table.at(record, table.position("Username")).strip(),
        other_ids={"sid": sid} if sid else {},
        maximum=maximum,
    )


BLACKBOARD = Host("blackboard", "a Blackboard gradebook", _recognises, _sheet)
