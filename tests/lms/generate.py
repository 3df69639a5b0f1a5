"""A class of any size as each LMS would give it, with everything that goes wrong in one, and the rows to expect.

    build(format, folder, count)   the download, the host's own roster, and a row for everyone
    gradebook(school, grades)      that roster again, as it must be once these grades are in it

Deterministic: the same call gives the same bytes. Students pack in turn as `PACKINGS` tells; every 13th hands
in nothing, every 17th typed text only, every 7th is late, two students share a display name, one dropped the course
after handing in, and one hands in as Canvas's test student would. In teams of three the first one hands in.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tests.lms.packings import entry
from tests.lms.people import Person, people

SIZE = int(os.environ.get("GRADER_CLASS_SIZE", "40"))
"""students of a class in tests: 40 is every packing at least once; GRADER_CLASS_SIZE=200 makes it a whole year's"""
ANSWER: Mapping[str, bytes] = {
    "mypackage/__init__.py": b'"""A package."""\n',
    "mypackage/math_utils.py": b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n",
    "mypackage/string_utils.py": b"def shout(text):\n    return text.upper()\n",
}
TEAMS = "moodle-teams"
_NO_TEAM = "Default group"
GERMAN = "moodle-flat"
"""downloaded by a teacher who uses Moodle in German"""
FORMATS = ("moodle", "moodle-before-4.1", GERMAN, TEAMS, "canvas", "blackboard", "gradescope")

Grades = Mapping[str, tuple[str, str]]
"""student -> what the grade's cell says, and the comment for where none stands"""


@dataclass(frozen=True)
class Row:
    """What must come of one student. `attempts` counts those in the download."""

    student: str
    accepted: bool
    missing: bool = False
    late: bool | None = None
    attempts: int = 1
    in_roster: bool = True
    submission: str = ""
    """whose it is: the same for all of a team"""


@dataclass(frozen=True)
class Class:
    """A download with its roster. `due` is the task's due time, wall clock without an offset."""

    format: str
    layout: str
    source: Path
    roster: Path
    rows: tuple[Row, ...]
    members: tuple[Person, ...]
    """all who handed in or should have; the last one dropped the course and is in no roster"""
    due: str = "2026-06-10T12:00:00"

    @property
    def unmatched(self) -> str:
        """The row of the one who dropped the course."""
        (student,) = (row.student for row in self.rows if not row.in_roster)
        return student

    @property
    def host(self) -> str:
        """Whose gradebook the roster is, as `grade export` calls it; Gradescope has none of its own."""
        return "csv" if self.layout == "gradescope" else self.layout


def build(form: str, folder: Path, count: int = SIZE, answer: Mapping[str, bytes] = ANSWER) -> Class:
    """Write download and roster into `folder`."""
    dropped = (Person(place, "Dora", "Dropped") for place in itertools.count(count + 5))
    members = (*people(count), next(person for person in dropped if person.hands_in))
    write = {"canvas": _canvas, "blackboard": _blackboard, "gradescope": _gradescope}.get(form, _moodle)
    source = folder / f"{form}.zip"
    source.write_bytes(_zip(write(form, members, answer)))
    roster = folder / f"roster-{form}{'.xls' if form == 'blackboard' else '.csv'}"
    rows = tuple(_row(form, each, members) for each in members)
    school = Class(form, form.partition("-")[0], source, roster, rows, members)
    roster.write_bytes(gradebook(school, {}))
    return school


def gradebook(school: Class, grades: Grades) -> bytes:
    """The roster, which is the host's own gradebook, with these grades in it and everything else as ever."""
    write = {"canvas": _canvas_gradebook, "blackboard": _blackboard_gradebook, "gradescope": _plain_gradebook}
    return write.get(school.format, _worksheet)(school.format, school.members, grades)


def graded(school: Class, points: Decimal, maximum: Decimal, comment: str = "") -> Grades:
    """The grades of a class in which every answer that can be read gets so many points."""
    scale = {"moodle": Decimal(100), "gradescope": maximum}.get(school.layout, Decimal(10))
    text = str((points / maximum * scale).quantize(Decimal("0.01"), ROUND_HALF_UP))
    text = text.replace(".", ",") if school.format == GERMAN else text
    return {row.student: (text, comment) for row in school.rows if row.accepted and row.in_roster}


def student_id(form: str, person: Person) -> str:
    """The id that names the person's row."""
    if form == "blackboard":
        return person.username
    return (person.sid or person.email) if form == "gradescope" else person.number


def _row(form: str, person: Person, members: Sequence[Person]) -> Row:
    in_roster = person is not members[-1]
    student, lead = student_id(form, person), _lead(form, person, members)
    if form == "gradescope" and in_roster:
        student = f"g{person.place}"
    if form == TEAMS and not in_roster:
        student = _team(person, members)
    if not lead.hands_in:
        return Row(student, accepted=False, missing=True)
    accepted = lead.packing.accepted and not lead.typed_only
    late = None if form.startswith("moodle") and not in_roster else lead.late
    attempts = 2 if form == "blackboard" and person.place % 5 == 0 else 1
    return Row(student, accepted, late=late, attempts=attempts, in_roster=in_roster, submission=lead.number)


def _lead(form: str, person: Person, members: Sequence[Person]) -> Person:
    """Who hands in for this one."""
    return person if form != TEAMS or person is members[-1] else members[person.place // 3 * 3]


def _group(person: Person, members: Sequence[Person]) -> str:
    """The name of the team as the worksheet writes it; who is in none is in Moodle's default group."""
    number = person.place // 3
    names = (f"Team_{number}", f"R&D: {number}/2", f'Équipe "{number}"', f"{number}")
    return "Ghosts" if person is members[-1] else _NO_TEAM if number == 2 else names[number % 4]


def _team(person: Person, members: Sequence[Person]) -> str:
    """`<name>_<group number>`, as it begins the names in the download: numbers as participants have; one has none."""
    group = _group(person, members)
    return group if group == _NO_TEAM else f"{moodle_name(group)}_{8880000 + person.place // 3}"


def _files(person: Person, answer: Mapping[str, bytes]) -> dict[str, bytes]:
    return {} if person.typed_only else person.packing.pack(answer)


def _zip(entries: Iterator[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries:
            archive.writestr(entry(name), content)
    return buffer.getvalue()


def _csv(rows: list[list[str]], separator: str = ",", eol: str = "\r\n", *, quoted: bool = False) -> str:
    buffer = io.StringIO(newline="")
    if quoted:
        csv.writer(buffer, delimiter=separator, lineterminator=eol, quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(buffer, delimiter=separator, lineterminator=eol).writerows(rows)
    return buffer.getvalue()


# ---------------------------------------------------------------- Moodle


def moodle_name(name: str) -> str:
    """A name as Moodle cleans it for paths (PARAM_FILE)."""
    return re.sub(r"[\x00-\x1f&<>\"`|':\\/]", "", name.replace("_", " "))


_ENGLISH = (
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed"),
    *("Last modified (submission)", "Last modified (grade)", "Feedback comments"),
)
_GERMAN = (
    *("ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung"),
    *("Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)", "Zuletzt geändert (Bewertung)"),
    "Feedback als Kommentar",
)


def _worksheet(form: str, members: Sequence[Person], grades: Grades) -> bytes:
    """With a byte order mark; every tenth has a grade already, every ninth a comment."""
    rows = [list(_GERMAN if form == GERMAN else _ENGLISH)]
    for person in members[:-1]:
        lead = _lead(form, person, members)
        before = ("55,00" if form == GERMAN else "55.00") if person.place % 10 == 0 else ""
        grade, comment = grades.get(person.number, (before, ""))
        written = 'Good, but\nsee "notes"' if person.place % 9 == 0 else comment
        fixed = _german(person, lead) if form == GERMAN else _english(person, lead)
        rows.append([*fixed[:4], grade, *fixed[4:], written])
    if form == TEAMS:
        groups = ["Group", *(_group(person, members) for person in members[:-1])]
        rows = [[*row[:4], group, *row[4:]] for row, group in zip(rows, groups, strict=True)]
    return _csv(rows, eol="\r\n" if form == "moodle" else "\n").encode("utf-8-sig")


def _english(person: Person, lead: Person) -> list[str]:
    status = "Submitted for grading" if lead.hands_in else "No submission - Assignment is overdue by: 2 days"
    status += " - 3 mins 31 secs late - Released -  - " if lead.late and lead.hands_in else ""
    when = "Wednesday, 10 June 2026, 2:14 PM" if lead.hands_in else "-"
    return [f"Participant {person.number}", person.name, person.email, status, "100.00", "Yes", when, "-"]


def _german(person: Person, lead: Person) -> list[str]:
    status = "Zur Bewertung abgegeben" if lead.hands_in else "Keine Abgabe"
    status += " - 3 Minuten 31 Sekunden verspätet - Freigegeben -  - " if lead.late and lead.hands_in else ""
    when = "Mittwoch, 10. Juni 2026, 14:14" if lead.hands_in else "-"
    return [f"Teilnehmer/in{person.number}", person.name, person.email, status, "100,00", "Ja", when, "-"]


def _moodle(form: str, members: Sequence[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    joint = {"moodle-before-4.1": "_/", GERMAN: "_"}.get(form, "/")
    for person in members:
        if not person.hands_in or _lead(form, person, members) is not person:
            continue
        name = f"{moodle_name(person.name)}_{person.number}"
        prefix = f"{_team(person, members) if form == TEAMS else name}_assignsubmission"
        for name, content in _files(person, answer).items():
            yield f"{prefix}_file{joint}{name}", content
        if person.typed_only or person.place % 6 == 0:
            yield f"{prefix}_onlinetext{joint}onlinetext.html", b"<p>My answer</p>"


# ---------------------------------------------------------------- Canvas


def canvas_name(person: Person) -> str:
    """The sortable name as Canvas writes it into file names."""
    return re.sub(r"\W", "", re.sub(r"_(\d+)_", r"\1", person.sortable).lower())


def _canvas_gradebook(_: str, members: Sequence[Person], grades: Grades) -> bytes:
    """Without a mark; those who handed in nothing are excused, and an empty row ends it."""
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 1 (1234)", "Final Score"]]
    rows += [["", "", "", "", "", "Manual Posting", ""]]
    rows += [["    Points Possible", "", "", "", "", "10.00", "(read only)"]]
    for person in members[:-1]:
        section = "S1 and S2" if person.place % 8 == 0 else "S1"
        grade, _comment = grades.get(person.number, ("" if person.hands_in else "EX", ""))
        rows.append([person.sortable, person.number, person.sid, person.email, section, grade, "71.43"])
    rows.append(["Student, Test", "99", "", "0a" * 20, "S1", "", ""])
    return _csv([*rows, [""] * 7], eol="\n").encode()


def _canvas(_: str, members: Sequence[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for person in members:
        if not person.hands_in:
            continue
        token = ("_late" if person.place % 2 else "_LATE") if person.late else ""
        prefix = f"{canvas_name(person)}{token}_{person.number}"
        for place, (name, content) in enumerate(_files(person, answer).items()):
            yield f"{prefix}_{55000 + 10 * person.place + place}_{name}", content
        if person.typed_only:
            yield f"{prefix}_text.html", b"<p>My answer</p>"


# ---------------------------------------------------------------- Blackboard


def _blackboard_gradebook(_: str, members: Sequence[Person], grades: Grades) -> bytes:
    """Tab-separated UTF-16 with a mark, all cells quoted."""
    header = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    rows = [[*header, "Home_work 1 [Total Pts: 10 Score] |12345", "Weighted Total [Total Pts: 100 Percentage] |7"]]
    for each in members[:-1]:
        grade, _comment = grades.get(each.username, ("Needs Grading" if each.hands_in else "", ""))
        rows.append([each.last, each.first, each.username, each.sid, "", "Yes", grade, "3.00"])
    text = _csv(rows, separator="\t", eol="\n", quoted=True)
    return b"\xff\xfe" + text.encode("utf-16-le")


def _blackboard(_: str, members: Sequence[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for person in members:
        if not person.hands_in:
            continue
        first = "2026-06-09-08-00-00"
        last = "2026-06-10-14-05-09" if person.late else "2026-06-10-11-59-59"
        if person.place % 5 == 0:
            yield from _attempt(person, first, {"old.py": b"x = 1\n"})
        yield from _attempt(person, last, _files(person, answer))


def _attempt(person: Person, stamp: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    prefix = f"Home_work 1_{person.username}_attempt_{stamp}"
    table = "".join(f"\tOriginal filename: {name}\r\n\tFilename: {prefix}_{name}\r\n\r\n" for name in files)
    text = (
        f"Name: {person.name} ({person.username})\r\nAssignment: Home_work 1\r\n"
        "Date Submitted: Wednesday, June 10, 2026 2:05:09\u202fPM EDT\r\nCurrent Grade: Needs Grading\r\n\r\n"
        "Submission Field:\r\nName: Victim (u0)\r\n\r\nComments:\r\nThere are no student comments.\r\n\r\n"
        f"Files:\r\n{table}"
    )
    yield f"{prefix}.txt", text.encode()
    for name, content in files.items():
        yield f"{prefix}_{name}", content


# ---------------------------------------------------------------- Gradescope


def _plain_gradebook(_: str, members: Sequence[Person], grades: Grades) -> bytes:
    """A plain list, for Gradescope's own has no use as a roster; every tenth has a grade already."""
    rows = [["student", "name", "email", "sid", "homework"]]
    for each in members[:-1]:
        grade, _comment = grades.get(f"g{each.place}", ("5" if each.place % 10 == 0 else "", ""))
        rows.append([f"g{each.place}", each.name, each.email.upper(), each.sid, grade])
    return _csv([*rows, [""] * 5]).encode()


def _gradescope(_: str, members: Sequence[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    root = "assignment_123_export"
    yield (
        f"{root}/submission_metadata.yml",
        "".join(map(_metadata, filter(lambda each: each.hands_in, members))).encode(),
    )
    for person in members:
        if person.hands_in:
            for name, content in _files(person, answer).items():
                yield f"{root}/submission_{900 + person.place}/{name}", content
    yield f"__MACOSX/{root}/._submission_900", b"\0"


def _metadata(person: Person) -> str:
    sid = f"    :sid: '{person.sid}'\n" if person.sid else "    :sid: ''\n"
    hour = 14 if person.late else 11
    return (
        f"submission_{900 + person.place}:\n  :submitters:\n  - :name: {json_text(person.name)}\n{sid}"
        f"    :email: {person.email}\n  :created_at: 2026-06-10 {hour}:59:59.123456000 Z\n  :score: 0.0\n"
        '  :status: processed\n  :results:\n    tests:\n    - name: "a: b"\n      output: |\n        x\n'
        "  :history:\n  - :id: 1\n    :created_at: 2026-06-01 00:00:00.000000000 Z\n"
    )


def json_text(text: str) -> str:
    """A text as a double-quoted scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
