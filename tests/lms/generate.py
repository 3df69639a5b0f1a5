"""A class of any size as each LMS would give it, with everything that goes wrong in one, and the rows to expect.

    build(format, folder, count)   the download, the host's own roster, and a row for everyone

Deterministic: the same call gives the same bytes. Student `i` packs as `PACKINGS[i]` tells, in turn; every 13th hands
in nothing, every 17th typed text only, every 7th is late, two students share a display name, one dropped the course
after handing in, and one hands in as Canvas's test student would.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.lms.packings import entry
from tests.lms.people import Person, people

ANSWER: Mapping[str, bytes] = {
    "mypackage/__init__.py": b'"""A package."""\n',
    "mypackage/math_utils.py": b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n",
    "mypackage/string_utils.py": b"def shout(text):\n    return text.upper()\n",
}
FORMATS = ("moodle", "moodle-before-4.1", "moodle-flat", "canvas", "blackboard", "gradescope")


@dataclass(frozen=True)
class Row:
    """What must come of one student. `attempts` counts those in the download."""

    student: str
    accepted: bool
    missing: bool = False
    late: bool | None = None
    attempts: int = 1
    in_roster: bool = True


@dataclass(frozen=True)
class Class:
    """A download with its roster. `due` is the task's due time, wall clock without an offset."""

    format: str
    layout: str
    source: Path
    roster: Path
    rows: tuple[Row, ...]
    due: str = "2026-06-10T12:00:00"


def build(form: str, folder: Path, count: int, answer: Mapping[str, bytes] = ANSWER) -> Class:
    """Write download and roster into `folder`."""
    members = people(count)
    dropped = Person(count + 5, "Dora", "Dropped")
    write = {"canvas": _canvas, "blackboard": _blackboard, "gradescope": _gradescope}.get(form, _moodle)
    entries, roster = write(form, [*members, dropped], answer)
    source = folder / f"{form}.zip"
    source.write_bytes(_zip(entries))
    place = folder / f"roster-{form}{'.xls' if form == 'blackboard' else '.csv'}"
    place.write_bytes(roster)
    rows = tuple(_row(form, each, in_roster=each is not dropped) for each in [*members, dropped])
    return Class(form, form.partition("-")[0], source, place, rows)


def student_id(form: str, person: Person) -> str:
    """The id that names the person's row."""
    if form == "blackboard":
        return person.username
    return (person.sid or person.email) if form == "gradescope" else person.number


def _row(form: str, person: Person, *, in_roster: bool) -> Row:
    student = f"g{person.place}" if form == "gradescope" and in_roster else student_id(form, person)
    if not person.hands_in:
        return Row(student, accepted=False, missing=True)
    accepted = person.packing.accepted and not person.typed_only
    late = None if form.startswith("moodle") and not in_roster else person.late
    attempts = 2 if form == "blackboard" and person.place % 5 == 0 else 1
    return Row(student, accepted, late=late, attempts=attempts, in_roster=in_roster)


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


def _moodle(form: str, members: list[Person], answer: Mapping[str, bytes]) -> tuple[Iterator[tuple[str, bytes]], bytes]:
    header = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed"]
    header += ["Last modified (submission)", "Last modified (grade)", "Feedback comments"]
    rows = [header]
    for person in members[:-1]:
        status = "No submission - Assignment is overdue by: 2 days" if not person.hands_in else "Submitted for grading"
        status += " - 3 mins 31 secs late - Released -  - " if person.late and person.hands_in else ""
        when = "Wednesday, 10 June 2026, 2:14 PM" if person.hands_in else "-"
        row = [f"Participant {person.number}", person.name, person.email, status, "", "100.00", "Yes", when, "-"]
        rows.append([*row, 'Good, but\nsee "notes"' if person.place % 9 == 0 else ""])
    eol = "\r\n" if form == "moodle" else "\n"
    return _moodle_entries(form, members, answer), _csv(rows, eol=eol).encode("utf-8-sig")


def _moodle_entries(form: str, members: list[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    joint = {"moodle": "/", "moodle-before-4.1": "_/", "moodle-flat": "_"}[form]
    for person in members:
        if not person.hands_in:
            continue
        prefix = f"{moodle_name(person.name)}_{person.number}_assignsubmission"
        for name, content in _files(person, answer).items():
            yield f"{prefix}_file{joint}{name}", content
        if person.typed_only or person.place % 6 == 0:
            yield f"{prefix}_onlinetext{joint}onlinetext.html", b"<p>My answer</p>"


# ---------------------------------------------------------------- Canvas


def canvas_name(person: Person) -> str:
    """The sortable name as Canvas writes it into file names."""
    return re.sub(r"\W", "", re.sub(r"_(\d+)_", r"\1", person.sortable).lower())


def _canvas(_: str, members: list[Person], answer: Mapping[str, bytes]) -> tuple[Iterator[tuple[str, bytes]], bytes]:
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 1 (1234)", "Final Score"]]
    rows += [["    Points Possible", "", "", "", "", "10.00", "(read only)"]]
    for person in members[:-1]:
        section = "S1 and S2" if person.place % 8 == 0 else "S1"
        rows.append([person.sortable, person.number, person.sid, person.email, section, "", ""])
    rows.append(["Student, Test", "99", "", "0a" * 20, "S1", "", ""])
    return _canvas_entries(members, answer), _csv(rows, eol="\n").encode()


def _canvas_entries(members: list[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
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


def _blackboard(
    _: str, members: list[Person], answer: Mapping[str, bytes]
) -> tuple[Iterator[tuple[str, bytes]], bytes]:
    header = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    rows = [[*header, "Home_work 1 [Total Pts: 10 Score] |12345"]]
    rows += [[each.last, each.first, each.username, each.sid, "", "Yes", ""] for each in members[:-1]]
    text = _csv(rows, separator="\t", eol="\n", quoted=True)
    return _blackboard_entries(members, answer), b"\xff\xfe" + text.encode("utf-16-le")


def _blackboard_entries(members: list[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
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


def _gradescope(
    _: str, members: list[Person], answer: Mapping[str, bytes]
) -> tuple[Iterator[tuple[str, bytes]], bytes]:
    """With a plain roster: Gradescope's own has no use as one."""
    rows = [["student", "name", "email", "sid"]]
    rows += [[f"g{each.place}", each.name, each.email.upper(), each.sid] for each in members[:-1]]
    return _gradescope_entries(members, answer), _csv(rows).encode()


def _gradescope_entries(members: list[Person], answer: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
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
