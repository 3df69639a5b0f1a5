"""Who is in the class: a plain CSV (`student,name,email,sid`) or the host's own file.

    Moodle       offline grading worksheet; `student` is the participant number
    Canvas       gradebook; `student` is the Canvas user id
    Blackboard   gradebook, `.xls` (text all the same) or `.csv`; `student` is the username

Which it is shows from the header. Two students of one id are refused at once, with their lines: which row would get
the grade is not ours to guess. An e-mail address or student number that several have is merely no id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from grader.errors import UsageError
from grader.intake.names import shown
from grader.lms.roster_kinds import ROSTER_KINDS
from grader.lms.students import Roster, RosterKind, Student
from grader.lms.tables import Row, Table, read_table


def read_roster(path: Path) -> Roster:
    """Read a roster of any known kind.

    Raises:
        UsageError: no file, no table, no known header, or an id twice.
    """
    table = read_table(path)
    for kind in ROSTER_KINDS:
        if kind.fits(table):
            as_student = kind.bind(table)
            return _checked(table, kind.kind, [(row, as_student(row)) for row in table.rows])
    raise UsageError(
        f"{table.name} is no roster: its header has neither a column 'student' nor those of an LMS's gradebook.",
        "Give a CSV with the columns student,name,email,sid, or the LMS's own file.",
    )


def _checked(table: Table, kind: RosterKind, found: list[tuple[Row, Student | None]]) -> Roster:
    students = [student for _, student in found if student is not None and student.student]
    without = [row.line for row, student in found if student is not None and not student.student]
    if without:
        raise UsageError(f"{table.name} has no id for a student in {_lines(without)}.", "Fill in the id.")
    if not students:
        raise UsageError(f"{table.name} has no student.", "Give the file with the class's students.")
    _refuse_twice(table, kind, students)
    return Roster(table.path, kind, tuple(students), tuple(_notes(table, students)))


def _refuse_twice(table: Table, kind: RosterKind, students: list[Student]) -> None:
    lines: dict[str, list[int]] = {}
    for student in students:
        key = student.student.casefold() if kind is RosterKind.BLACKBOARD else student.student
        lines.setdefault(key, []).append(student.line)
    twice = [f"{shown(key)} in {_lines(found)}" for key, found in lines.items() if len(found) > 1]
    if twice:
        raise UsageError(f"{table.name} has an id more than once: {_some(twice)}.", "Keep one row for each student.")


def _notes(table: Table, students: list[Student]) -> Iterable[str]:
    yield from table.notes
    for what, values in (
        ("e-mail address", [student.email for student in students]),
        ("student number", [student.sid for student in students]),
    ):
        shared = sorted(value for value, count in Counter(values).items() if value and count > 1)
        if shared:
            yield f"{table.name} has one {what} for several students, so it identifies nobody: {_some(shared)}."
    if any(student.is_test for student in students):
        yield f"Canvas's test student in {table.name} is not counted as missing."


def _lines(lines: list[int]) -> str:
    listed = [str(line) for line in lines]
    if len(listed) == 1:
        return f"line {listed[0]}"
    return f"lines {', '.join(listed[:-1])} and {listed[-1]}"


def _some(texts: list[str]) -> str:
    return ", ".join(texts[:5]) + (f" and {len(texts) - 5} more" if len(texts) > 5 else "")
