"""Which student of the run stands in which row of the gradebook. By id; never guessed.

Ids are compared with ids of their kind (`grader.lms.kinds`), and an id counts where it points to one row. All that are
known must agree: where they point to two rows, or to one that has another id of the host's, the student gets no grade,
and a note tells why. A row that several point to is theirs who has the host's id. A name decides only for a row without
any id, and only where one row and one student have it (CONTRACTS 3.2).
Why it is so: a grade in a wrong row is somebody else's, and nobody may ever find out; one that is missing is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from grader.errors import UsageError
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.given import GivenGrade
from grader.lms.gradebooks.sheet import Row, Sheet
from grader.lms.layout import HOST
from grader.lms.zeros import note_of_lost_zeros

_WITHOUT_CASE = frozenset({"email", "username"})
_WORDS = MappingProxyType(
    {
        "moodle": "participant number",
        "canvas": "Canvas user id",
        "username": "username",
        "email": "e-mail address",
        "sid": "student number",
        "student": "id",
    }
)
"""kind of id -> how people call it"""
_NAMED = 10
"""students in doubt who are told about one by one"""

_Id = tuple[str, str]
"""kind and id"""
_Known = Mapping[_Id, Sequence[int]]
"""id, in the form in which it is compared -> indexes of the rows that have it"""


@dataclass(frozen=True)
class Matches:
    """Who stands where: index of the row in `sheet.rows` -> the student's grade. `notes` are for the teacher."""

    found: Mapping[int, GivenGrade]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Claim:
    """What the ids of a student say."""

    grade: GivenGrade
    rows: Mapping[int, _Id]
    """index of each row that one of the ids points to -> that id; the host's own before others"""
    doubt: str
    """why it is not certain which row is the student's, as the end of a sentence; "" where it is, or there is none"""


def match(table: Table, sheet: Sheet, grades: Sequence[GivenGrade]) -> Matches:
    """Find everyone's row.

    Raises:
        UsageError: an id stands in two rows, or a student is twice in the run.
    """
    _refuse_rows_twice(table, sheet)
    _refuse_students_twice(grades)
    known = _known(sheet)
    claims = [_claim(sheet, known, grade) for grade in grades]
    found = _by_id(sheet, claims)
    found |= _by_name(sheet.rows, [claim.grade for claim in claims if not claim.rows])
    settled = {grade.student for grade in found.values()}
    left = [claim.grade for claim in claims if claim.grade.student not in settled]
    rows = [row for index, row in enumerate(sheet.rows) if index not in found]
    notes = (*_doubts(claims), *_chance(sheet, known, left), *_lost_zeros(sheet, rows, left))
    return Matches(found, notes)


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


# ---------------------------------------------------------------- by id


def _known(sheet: Sheet) -> _Known:
    known: dict[_Id, list[int]] = defaultdict(list)
    for index, row in enumerate(sheet.rows):
        for kind, said in {**row.other_ids, sheet.own_kind: row.id}.items():
            if said:
                known[kind, _key(said, kind)].append(index)
    return known


def _ids(sheet: Sheet, grade: GivenGrade) -> Iterator[_Id]:
    """All ids of a student that may stand in this file, the host's own first.

    What names the student in the run may be an e-mail address, or a username where it is no number and the host's own
    id is not known.
    """
    own = sheet.own_kind
    if sheet.takes_student:
        yield own, grade.student
    yield from ((own, said) for kind, said in grade.ids.items() if kind in (HOST, own))
    if "@" in grade.student and "email" not in grade.ids:
        yield "email", grade.student
    if not grade.student.isdecimal() and own not in grade.ids and "username" not in grade.ids:
        yield "username", grade.student
    yield from ((kind, said) for kind, said in grade.ids.items() if kind not in (HOST, own))


def _claim(sheet: Sheet, known: _Known, grade: GivenGrade) -> _Claim:
    rows: dict[int, _Id] = {}
    for kind, said in _ids(sheet, grade):
        indexes = known.get((kind, _key(said, kind)), ()) if said.strip() else ()
        if len(indexes) == 1:
            rows.setdefault(indexes[0], (kind, said))
    return _Claim(grade, rows, _doubt(sheet, grade, rows))


def _doubt(sheet: Sheet, grade: GivenGrade, rows: Mapping[int, _Id]) -> str:
    """Why a row that ids point to need not be the student's; "" where all that is known agrees."""
    whose = [f"the {_WORDS[kind]} {said} is that of {sheet.rows[index].label}" for index, (kind, said) in rows.items()]
    if len(rows) != 1:
        return ", but ".join(whose)
    ((index, (kind, _)),) = rows.items()
    row, own = sheet.rows[index], grade.ids.get(sheet.own_kind, "")
    if own and _key(own, sheet.own_kind) != _key(row.id, sheet.own_kind):
        return f"{whose[0]}, but the student's {_WORDS[sheet.own_kind]} is {own}"
    if sheet.has_names_of_download and kind == sheet.own_kind and own and _are_others(grade.name, row.name):
        return f"{whose[0]}, but the hand-in is of {grade.name}"
    return ""


def _by_id(sheet: Sheet, claims: Iterable[_Claim]) -> dict[int, GivenGrade]:
    """Whose row each is that ids point to. Who is in doubt keeps others from a row, but gets none."""
    pointing: dict[int, list[_Claim]] = defaultdict(list)
    for claim in claims:
        for index in claim.rows:
            pointing[index].append(claim)
    found = {}
    for index, rivals in pointing.items():
        closest = [claim for claim in rivals if claim.rows[index][0] == sheet.own_kind] or rivals
        if len(closest) == 1 and not closest[0].doubt:
            found[index] = closest[0].grade
    return found


def _key(said: str, kind: str = "") -> str:
    """An id as it is compared: macOS takes letters and their accents apart, people and hosts do not."""
    text = unicodedata.normalize("NFC", said.strip())
    return text.casefold() if kind in _WITHOUT_CASE else text


# ---------------------------------------------------------------- by name


def _by_name(rows: Sequence[Row], grades: Iterable[GivenGrade]) -> dict[int, GivenGrade]:
    """Each student whose name stands in one row only, where that row has no id."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        named[_name(row.name)].append(index)
    claimed: dict[int, list[GivenGrade]] = defaultdict(list)
    for grade in grades:
        indexes = named.get(_name(grade.name or grade.student), [])
        if len(indexes) == 1 and not rows[indexes[0]].id and not rows[indexes[0]].other_ids:
            claimed[indexes[0]].append(grade)
    return {index: those[0] for index, those in claimed.items() if len(those) == 1}


def _name(said: str) -> str:
    return " ".join(_key(said).split())


def _are_others(name: str, other: str) -> bool:
    """Whether two names have no word in common, whatever signs Moodle has taken out of one of them."""
    words, others = (
        set(re.sub(r"[^\w\s]", "", _name(each).casefold().replace("_", " ")).split()) for each in (name, other)
    )
    return bool(words and others) and words.isdisjoint(others)


# ---------------------------------------------------------------- for the teacher


def _doubts(claims: Iterable[_Claim]) -> Iterator[str]:
    doubtful = [claim for claim in claims if claim.doubt]
    for claim in doubtful[:_NAMED]:
        advice = "correct the roster and run `grade batch` again, or enter this grade by hand"
        yield f"{claim.grade.student} gets no grade: {claim.doubt}; {advice}."
    rest = [claim.grade.student for claim in doubtful[_NAMED:]]
    if rest:
        yield f"So it is with {len(rest)} more: {', '.join(rest)}."


def _chance(sheet: Sheet, known: _Known, left: Iterable[GivenGrade]) -> Iterator[str]:
    """Who has no row, although a number of the run's own stands in the gradebook as somebody's id."""
    own = sheet.own_kind
    numbers = [grade.student for grade in left if grade.student.isdecimal() and not {HOST, own} & grade.ids.keys()]
    alike = [number for number in numbers if (own, _key(number, own)) in known]
    if alike and not sheet.takes_student:
        yield (
            f"{', '.join(alike)} may be a {_WORDS[own]} of the gradebook only by chance, so nobody is found "
            "by it: run `grade batch` again with the LMS's own file as --roster, or with one that has e-mail addresses."
        )


def _lost_zeros(sheet: Sheet, rows: Iterable[Row], left: Iterable[GivenGrade]) -> tuple[str, ...]:
    """Who has no row, perhaps only because a spreadsheet took leading zeros off an id."""
    return note_of_lost_zeros(
        [said for row in rows for said in (row.id, *row.other_ids.values())],
        "the gradebook",
        [said for grade in left for _, said in _ids(sheet, grade)],
        "the class",
    )
