"""Blackboard's gradebook for working offline: tab-separated UTF-16 named `.xls`, or CSV.

Format: reference of facts 6. The key column is `Username`, in the language of whoever downloads. A grade column's
header carries its points and its id; a header without an id would make Blackboard create a new text column worth
nothing, and the totals that Blackboard computes cannot be uploaded.
Decision: what the totals are called is known in English only, so in another language no column is taken by itself.
"""

from __future__ import annotations

import re

from grader.lms import headings
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.sheet import Column, Host, Row, Sheet, Wanted, choose
from grader.lms.headings import is_one_of

_HEADER = re.compile(r"(?P<title>.*?)\s*\[(?P<points>[^\[\]]*)\]\s*\|\s*(?P<id>[0-9]+)", re.DOTALL)
"""`HW1 [Total Pts: 100 Score] |12345`"""
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_COMPUTED = frozenset({"total", "weighted total", "running total", "running weighted total"})
_SIGNS = ("Last Access", "Availability")
_IDENTITY = (
    *(*headings.LAST_NAME, *headings.FIRST_NAME, *headings.USERNAME, *headings.STUDENT_ID),
    *(*_SIGNS, "Child Course ID"),
)


def _recognises(table: Table) -> bool:
    signs = table.positions(*_SIGNS)
    return bool(table.positions(*headings.USERNAME)) and bool(signs or any(map(_HEADER.fullmatch, table.headers)))


def _sheet(table: Table, wanted: Wanted) -> Sheet:
    is_english = bool(table.positions("Username"))
    columns = [_column(index, header, is_english=is_english) for index, header in enumerate(table.headers)]
    grade = choose(columns, wanted)
    rows = (_row(table, record, _points(grade.header)) for record in table.body)
    scores = tuple(column.index for column in columns if column.id)
    return Sheet(tuple(row for row in rows if row.id), grade, None, scores, "username")


def _column(index: int, header: str, *, is_english: bool) -> Column:
    named = _HEADER.fullmatch(header)
    if named is None:
        is_identity = is_one_of(header, _IDENTITY)
        what = "it tells who the student is" if is_identity else "its header has no points and no column id"
        return Column(index, header, header, refusal=what)
    title = named["title"].strip()
    refusal = "" if _points(header) else "its header does not tell the points (`Total Pts`)"
    likely = is_english and title.lower() not in _COMPUTED
    return Column(index, header, title, named["id"], refusal, likely=likely)


def _points(header: str) -> str:
    """The one number in the brackets, whatever the words around it; "" where there is none or several."""
    named = _HEADER.fullmatch(header)
    numbers = _NUMBER.findall(named["points"]) if named else []
    return numbers[0] if len(numbers) == 1 else ""


def _row(table: Table, record: int, maximum: str) -> Row:
    sid = table.at(record, table.position(*headings.STUDENT_ID)).strip()
    names = (table.at(record, table.position(*titles)).strip() for titles in (headings.FIRST_NAME, headings.LAST_NAME))
    return Row(
        record=record,
        name=" ".join(filter(None, names)),
        id=table.at(record, table.position(*headings.USERNAME)).strip(),
        other_ids={"sid": sid} if sid else {},
        maximum=maximum,
    )


BLACKBOARD = Host("blackboard", "a Blackboard gradebook", _recognises, _sheet)
