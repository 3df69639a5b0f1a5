"""What a teacher downloads, made wrong: rosters and gradebooks as tables, and the zip with everyone's submissions."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from random import Random

from grader.errors import SubmissionRejected, UsageError
from grader.handin import Handin
from grader.ledger import Status
from grader.lms import Roster, read_class, read_roster
from grader.lms.gradebooks import HOSTS, GivenGrade, fill
from grader.lms.layout import HOST
from grader.showing import printable_lines
from grader.submission import Caps
from tests.fuzz.archives import ASKED, assert_sentence, spoilt_zip
from tests.fuzz.mutations import spoilt_bytes, spoilt_text
from tests.lms.generate import FORMATS, build
from tests.lms.packings import zip_of
from tests.unit.safety import assert_safe

STUDENTS = 12
MAX_CHARS = 1024 * 1024
"""of a table: it is the teacher's, and may take memory in proportion to its length"""
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1", "shift-jis")
CELLS = (
    *("", " ", "-", "EX", "N/A", "NaN", "Infinity"),
    *(
        '"',
        '""',
        '"unclosed',
        '=HYPERLINK("x")',
        "+1",
        "@x",
        "\t",
        "\r",
        "\r\n",
        "\n\n",
        "\0",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
    ),
    *(
        "sep=;",
        "sep=|",
        'sep="',
        "Participant 8880001",
        "Participant " + "9" * 18,
        "student",
        "ID",
        "Identifier",
        "Username",
    ),
    *(
        "Maximum grade",
        "Grade",
        "Status",
        "x" * 200_000,
        "Wednesday, 31 February 2026, 2:14 PM",
        "1 January 0001, 0:00",
    ),
    *(
        "31 December 9999, 11:59 PM",
        "../x",
        "a/b",
        "con",
        "e\u0301",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
)
NUMBERS = (
    "0",
    "-1",
    "99",
    "1e9",
    "0000",
    "9" * 16,
    "9" * 40,
    "9" * 5_000,
    "1,000",
    "1.000,5",
    "0." + "0" * 50 + "1",
    "\uff11\uff12",
    "",
)
GRADES = (Decimal(0), Decimal("7.125"), Decimal(10), Decimal("10.5"), None)


class Tables:
    """Rosters and gradebooks: they are read and filled, or refused with a sentence."""

    def __init__(self, folder: Path, tables: Sequence[bytes], rosters: Sequence[Roster]) -> None:
        self._folder = folder
        self._tables = tables
        self._students = sorted({student.student for roster in rosters for student in roster.students})

    def make(self, random: Random) -> bytes:
        """A real table with cells, lines or bytes of it made wrong."""
        data = random.choice(self._tables)
        if random.random() < 0.2:
            return spoilt_bytes(data, random, random.choice((1, 3)))
        utf16 = data.startswith(b"\xff\xfe")
        text = data.decode("utf-16" if utf16 else "utf-8")
        for _ in range(random.choice((1, 1, 2, 5))):
            text = random.choice((_with_cell, _with_number, _with_line, spoilt_text))(text, random)[:MAX_CHARS]
        codec = random.choice((*CODECS, *["utf-16" if utf16 else "utf-8"] * 12))
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode(codec, "replace")

    def run(self, case: bytes) -> list[str]:
        """Read it as a roster, and fill it as everybody's gradebook: what it could be read as and was filled as."""
        (self._folder / "roster.csv").write_bytes(case)
        outcomes = []
        try:
            roster = read_roster(self._folder / "roster.csv")
        except UsageError as error:
            assert_one_line(error)
        else:
            assert all(student.student for student in roster.students)
            assert all(note.isprintable() for note in roster.notes)
            outcomes.append("roster")
        return [*outcomes, *(host.name for host in HOSTS if self._fill(host.name, case))] or ["neither"]

    def _fill(self, host: str, data: bytes) -> bool:
        grades = [
            GivenGrade(student, "", GRADES[place % 5], Decimal(10), Status.GRADED, "=fine", {HOST: student})
            for place, student in enumerate(self._students)
            if GRADES[place % 5] is not None
        ]
        try:
            filled = fill(host, data, grades, "mypackage", "Homework 1")
        except UsageError as error:
            assert_one_line(error)
            return False
        assert fill(host, filled.data, grades, "mypackage", "Homework 1").data == filled.data
        return bool(filled.changes)


def assert_one_line(error: UsageError) -> None:
    """What the teacher reads is one line, as the commands show it."""
    assert len(printable_lines(str(error))) == 1
    str(error).encode()


def _with_cell(text: str, random: Random) -> str:
    """Something else in a cell, or in several that say the same."""
    separator = random.choice((",", ";", "\t"))
    cells = text.split(separator)
    place = random.randrange(len(cells))
    new = random.choice((*CELLS, random.choice(cells)))
    if random.random() < 0.2 and cells[place]:
        return text.replace(cells[place], new, 5)
    return separator.join([*cells[:place], new, *cells[place + 1 :]])


def _with_number(text: str, random: Random) -> str:
    """Another number in the place of one."""
    found = random.choice([*re.finditer(r"[0-9]+(?:[.,][0-9]+)?", text), None])
    return text if found is None else text[: found.start()] + random.choice(NUMBERS) + text[found.end() :]


def _with_line(text: str, random: Random) -> str:
    """A line left out, twice, or in the place of another."""
    lines = text.splitlines(keepends=True) or [""]
    place = random.randrange(len(lines))
    lines[place : place + random.choice((0, 1))] = random.choices(lines, k=random.choice((0, 1, 1, 30)))
    return "".join(lines)


class Downloads:
    """A class's zip: it is listed or refused as a whole; each hand-in is safe, or rejected with its own sentence."""

    def __init__(self, folder: Path, downloads: Sequence[bytes], rosters: Sequence[Roster]) -> None:
        self._folder = folder
        self._downloads = downloads
        self._rosters = rosters

    def make(self, random: Random) -> bytes:
        """The number of a roster, and a real download with entries, records or bytes of it made wrong."""
        number = random.randrange(len(self._downloads))
        spoil = random.choice((_with_other_entries, _with_other_entries, spoilt_zip, spoilt_bytes))
        return bytes([number]) + spoil(self._downloads[number], random)

    def run(self, case: bytes) -> list[str]:
        """Read the class, and every submission of it."""
        (self._folder / "class.zip").write_bytes(case[1:])
        try:
            handins = read_class(self._folder / "class.zip", roster=self._rosters[case[0]])
        except UsageError as error:
            assert_one_line(error)
            return ["refused"]
        assert all(note.isprintable() for note in handins.notes)
        return [_read(handin) for handin in handins.handins]


def _with_other_entries(data: bytes, random: Random) -> bytes:
    """Packed anew, with names and texts of the LMS changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    for _ in range(random.choice((1, 2, 6))):
        place = random.choice([*range(len(entries)), 0, 0])  # Gradescope's metadata come first
        name, content = entries[place]
        if random.random() < 0.5:
            changed = spoilt_text(name, random) if random.random() < 0.5 else _with_number(name, random)
            name = changed.encode("utf-8", "replace").decode()[:60_000]
        elif name.endswith((".yml", ".txt", ".html")):
            text = random.choice((_with_number, _with_line, spoilt_text))(content.decode(), random)
            content = text.encode("utf-8", "replace")
        entries[place] = name, content
    return zip_of(*entries)


def _read(handin: Handin) -> str:
    try:
        submission = handin.origin.read(ASKED)
    except SubmissionRejected as refusal:
        assert_sentence(refusal)
        return "rejected"
    assert_safe(submission, Caps())
    return "accepted"


@contextmanager
def tables() -> Iterator[Tables]:
    """The target, with a roster of every host."""
    with tempfile.TemporaryDirectory() as folder:
        schools = [build(form, Path(folder), STUDENTS) for form in FORMATS]
        rosters = [read_roster(school.roster) for school in schools]
        yield Tables(Path(folder), [school.roster.read_bytes() for school in schools], rosters)


@contextmanager
def downloads() -> Iterator[Downloads]:
    """The target, with a download of every host."""
    with tempfile.TemporaryDirectory() as folder:
        schools = [build(form, Path(folder), STUDENTS) for form in FORMATS]
        rosters = [read_roster(school.roster) for school in schools]
        yield Downloads(Path(folder), [school.source.read_bytes() for school in schools], rosters)
