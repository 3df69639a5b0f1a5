"""Which student of the run stands in which row of the gradebook. By id; never guessed.

The host's own id comes first, then other ids that both sides know, each only where it points to one row. A name
decides only for a row without any id, and only where one row and one student have it (CONTRACTS 3.2).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from grader.errors import UsageError
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.given import GivenGrade
from grader.lms.gradebooks.sheet import Row, Sheet

_WITHOUT_CASE = frozenset({"email", "username"})


def match(table: Table, sheet: Sheet, grades: Sequence[GivenGrade]) -> dict[int, GivenGrade]:
    """Index of the row in `sheet.rows` -> the student's grade.

    Raises:
        UsageError: an id stands in two rows, or a student is twice in the run.
    """
    rows = sheet.rows
    _refuse_rows_twice(table, sheet)
    _refuse_students_twice(grades)
    found = _by_own_id(sheet, grades)
    for claims in (_claims_by_other_ids, _claims_by_name):
        settled = {grade.student for grade in found.values()}
        left = [grade for grade in grades if grade.student not in settled]
        claimed = [(index, grade) for index, grade in claims(rows, left) if index not in found]
        counts = Counter(index for index, _ in claimed)
        found |= {index: grade for index, grade in claimed if counts[index] == 1}
    return found


def _refuse_rows_twice(table: Table, sheet: Sheet) -> None:
    lines: dict[str, list[int]] = defaultdict(list)
    for row in sheet.rows:
        lines[_key(row.id, sheet.own_kind)].append(row.record)
    doubles = [(id_, records) for id_, records in lines.items() if id_ and len(records) > 1]
    if doubles:
        id_, records = doubles[0]
        where = " and ".join(str(table.line(record)) for record in records[:2])
        more = f" So it is with {len(doubles) - 1} more." if len(doubles) > 1 else ""
        raise UsageError(
            f"The id {id_} stands twice in the gradebook, in lines {where}.{more}",
            "Download the gradebook again and leave its rows as they are.",
        )


def _refuse_students_twice(grades: Sequence[GivenGrade]) -> None:
    twice = [student for student, count in Counter(_key(grade.student) for grade in grades).items() if count > 1]
    if twice:
        raise UsageError(
            f"The run has several grades for {twice[0]}, and a gradebook takes one.",
            "Grade the class with --attempt latest or --attempt best.",
        )


def _by_own_id(sheet: Sheet, grades: Sequence[GivenGrade]) -> dict[int, GivenGrade]:
    """Each student whose id is that of a row; two of the run who differ by case only are both nobody's."""
    own = {_key(row.id, sheet.own_kind): index for index, row in enumerate(sheet.rows) if row.id}
    students = Counter(_key(grade.student, sheet.own_kind) for grade in grades)
    keyed = ((_key(grade.student, sheet.own_kind), grade) for grade in grades)
    return {own[key]: grade for key, grade in keyed if key in own and students[key] == 1}


def _claims_by_other_ids(rows: Sequence[Row], grades: Sequence[GivenGrade]) -> Iterable[tuple[int, GivenGrade]]:
    """Each student whose other ids point to one row, and no two of them to different ones."""
    known: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        for kind, said in row.other_ids.items():
            known[kind, _key(said, kind)].append(index)
    for grade in grades:
        ids = {"email": grade.student, **grade.ids} if "@" in grade.student else grade.ids
        pointed = [known.get((kind, _key(said, kind)), []) for kind, said in ids.items() if said.strip()]
        single = {indexes[0] for indexes in pointed if len(indexes) == 1}
        if len(single) == 1:
            yield single.pop(), grade


def _claims_by_name(rows: Sequence[Row], grades: Sequence[GivenGrade]) -> Iterable[tuple[int, GivenGrade]]:
    """Each student whose name stands in one row only, where that row has no id."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        named[_name(row.name)].append(index)
    for grade in grades:
        indexes = named.get(_name(grade.name or grade.student), [])
        if len(indexes) == 1 and not rows[indexes[0]].id and not rows[indexes[0]].other_ids:
            yield indexes[0], grade


def _key(said: str, kind: str = "") -> str:
    """An id as it is compared: macOS takes letters and their accents apart, people and hosts do not."""
    text = unicodedata.normalize("NFC", said.strip())
    return text.casefold() if kind in _WITHOUT_CASE else text


def _name(said: str) -> str:
    return " ".join(_key(said).split())
