"""One row of each kind of roster as a student.

Columns are found by their titles, in the languages that `headings` knows, never by position: what an LMS writes depends
on its settings. Each kind binds its columns once and then turns rows into students.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from grader.lms import headings
from grader.lms.headings import participant_number, participants_at
from grader.lms.students import RosterKind, Student, text_id
from grader.lms.tables import Row, Table
from grader.lms.when import from_english

AsStudent = Callable[[Row], Student | None]
"""None for a row that is nobody's; a Student without an id for one that should have one"""


@dataclass(frozen=True)
class KindOfRoster:
    """One kind of roster: whether a table is of it, and how its rows are read."""

    kind: RosterKind
    fits: Callable[[Table], bool]
    bind: Callable[[Table], AsStudent]


# ---------------------------------------------------------------- plain


def _is_plain(table: Table) -> bool:
    return "student" in table.header


def _plain(table: Table) -> AsStudent:
    student, name, sid = table.column("student"), table.column("name"), table.column("sid")
    email = table.column("email", "e-mail")

    def as_student(row: Row) -> Student:
        return Student(text_id(row[student]), row[name], row[email].casefold(), text_id(row[sid]), line=row.line)

    return as_student


# ---------------------------------------------------------------- Canvas


def _is_canvas(table: Table) -> bool:
    named = "student" in table.header or {"lastname", "firstname"} <= set(table.header)
    return named and {"id", "section"} <= set(table.header)


def _canvas(table: Table) -> AsStudent:
    whole, first, last = table.column("student"), table.column("firstname"), table.column("lastname")
    user, sid, login = table.column("id"), table.column("sis user id"), table.column("sis login id")

    def as_student(row: Row) -> Student | None:
        """None for the rows above the students: "Points Possible", "Manual Posting"."""
        if not row[user]:
            return None
        name = row[whole] or ", ".join(filter(None, (row[last], row[first])))
        return Student(
            student=text_id(row[user]),
            name=name,
            sid=text_id(row[sid]),
            login=row[login].casefold(),
            is_test=name == "Student, Test",
            line=row.line,
        )

    return as_student


# ---------------------------------------------------------------- Blackboard


def _is_blackboard(table: Table) -> bool:
    return table.column(*headings.USERNAME) is not None


def _blackboard(table: Table) -> AsStudent:
    user, sid = table.column(*headings.USERNAME), table.column(*headings.STUDENT_ID)
    first, last = table.column(*headings.FIRST_NAME), table.column(*headings.LAST_NAME)

    def as_student(row: Row) -> Student:
        name = " ".join(filter(None, (row[first], row[last])))
        return Student(text_id(row[user]), name, sid=text_id(row[sid]), line=row.line)

    return as_student


# ---------------------------------------------------------------- Moodle


_DATE_OR_TIME = re.compile(r"\d{4}|\d[:.]\d\d")
_LATE_WORDS = re.compile(r"\b(late|verspätet|zu spät|en retard|de retard|retraso|in ritardo|te laat|atrasad[oa])\b")


def _identifier(table: Table) -> int | None:
    return participants_at(table.header, lambda column: [row[column] for row in table.rows])


def _is_moodle(table: Table) -> bool:
    return _identifier(table) is not None


def _moodle(table: Table) -> AsStudent:
    identifier, name = _identifier(table), table.column(*headings.FULL_NAME)
    email, sid = table.column(*headings.EMAIL), table.column(*headings.ID_NUMBER)
    team, status = table.column(*headings.GROUP), table.column(*headings.STATUS)
    submitted = table.column(*headings.SUBMITTED)

    def as_student(row: Row) -> Student:
        return Student(
            student=participant_number(row[identifier]),
            name=row[name],
            email=row[email].casefold(),
            sid=text_id(row[sid]),
            team=row[team],
            late=_moodle_late(row[status]) if row[status] and row[submitted] != "-" else None,
            submitted=from_english(row[submitted]),
            line=row.line,
        )

    return as_student


def _moodle_late(status: str) -> bool:
    """What Status says, in any language: `Submitted for grading - 3 mins 31 secs late - Released`.

    The parts are joined by " - "; after the first, only lateness (a duration) and an extension (a date) have digits
    (Moodle mod/assign/gradingtable.php, col_status).
    """
    if _LATE_WORDS.search(status.casefold()):
        return True
    parts = status.split(" - ")[1:]
    return any(re.search(r"\d", part) and not _DATE_OR_TIME.search(part) for part in parts)


ROSTER_KINDS = (
    KindOfRoster(RosterKind.CANVAS, _is_canvas, _canvas),
    KindOfRoster(RosterKind.PLAIN, _is_plain, _plain),
    KindOfRoster(RosterKind.BLACKBOARD, _is_blackboard, _blackboard),
    KindOfRoster(RosterKind.MOODLE, _is_moodle, _moodle),
)
"""in the order in which they are tried: Canvas's header has a column Student too, and Moodle's may have any title"""
