"""Rosters: whose file it is, in which encoding, with which ids, and what is refused in one sentence."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.lms import Roster, RosterKind, read_roster

PLAIN = 'student,name,email,sid\nann,Zoë Lee,A@x.edu,007\nbob,"Roe, Bob",,1E5\n'


def read(tmp_path: Path, content: bytes | str, name: str = "roster.csv") -> Roster:
    """A roster from its bytes or text."""
    place = tmp_path / name
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_roster(place)


def utf16(text: str) -> bytes:
    """As Blackboard writes it."""
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN.encode(), id="plain"),
        pytest.param(PLAIN.encode("utf-8-sig"), id="bom"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(PLAIN.replace("\n", "\r\n", 1).encode(), id="mixed-line-ends"),
        pytest.param(PLAIN.replace(",", ";").replace("Roe;", "Roe,").encode(), id="semicolons"),
        pytest.param(("sep=;\n" + PLAIN.replace(",", ";").replace("Roe;", "Roe,")).encode(), id="excel-sep-line"),
        pytest.param(PLAIN.replace(",", "\t").replace("Roe\t", "Roe,").encode(), id="tabs"),
        pytest.param(codecs.BOM_UTF16_LE + utf16(PLAIN), id="utf16-with-mark"),
        pytest.param(utf16(PLAIN), id="utf16-without-mark"),
        pytest.param(codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), id="utf16-big-endian"),
        pytest.param((PLAIN + "\n,,,\n\n").encode(), id="empty-rows-at-the-end"),
        pytest.param(PLAIN.replace("student,name,email,sid", " Student ,NAME,E-Mail,SID").encode(), id="titles"),
    ],
)
def test_encodings_and_separators(tmp_path: Path, content: bytes) -> None:
    """The same class comes out of every way to write the table; ids stay text."""
    roster = read(tmp_path, content)

    assert roster.kind is RosterKind.PLAIN
    assert [(each.student, each.name, each.email, each.sid) for each in roster.students] == [
        ("ann", "Zoë Lee", "a@x.edu", "007"),
        ("bob", "Roe, Bob", "", "1E5"),
    ]


def test_old_encoding_is_told(tmp_path: Path) -> None:
    """What Excel still writes is read, and the teacher hears what was assumed; in any other case there is no note."""
    roster = read(tmp_path, PLAIN.encode("cp1252"))

    assert [each.name for each in roster.students] == ["Zoë Lee", "Roe, Bob"]
    assert [note for note in roster.notes if "'roster.csv'" in note and "Windows-1252" in note] == list(roster.notes)
    assert len(roster.notes) == 1
    assert read(tmp_path, PLAIN).notes == ()


def test_embedded_line_ends_and_quotes(tmp_path: Path) -> None:
    """A worksheet's feedback may hold line ends, quotes and separators."""
    text = 'Identifier,Full name,Feedback comments\nParticipant 1,Ann,"a\r\n""b"", c\n\nd"\nParticipant 2,Bob,\n'

    assert [each.student for each in read(tmp_path, text).students] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "kind", "students"),
    [
        ("Identifier,Full name,Grade\nParticipant 5,Ann,\n", RosterKind.MOODLE, ["5"]),
        ("ID,Vollständiger Name,Bewertung\nTeilnehmer/in5,Ann,\n", RosterKind.MOODLE, ["5"]),
        ("Identifikátor,Celé jméno\nÚčastník 5,Ann\nÚčastník 6,Bob\n", RosterKind.MOODLE, ["5", "6"]),
        ("Benutzername,Vorname,Nachname\nann,Ann,Lee\n", RosterKind.BLACKBOARD, ["ann"]),
        (
            "Student,ID,SIS Login ID,Section,HW (1)\n,,,,Manual Posting\n    Points Possible,,,,10\nLee,5,a,S,\n",
            RosterKind.CANVAS,
            ["5"],
        ),
        ("LastName,FirstName,ID,SIS Login ID,Section,HW (1)\nLee,Ann,5,a,S,\n", RosterKind.CANVAS, ["5"]),
        ('"Last Name"\t"First Name"\t"Username"\t"HW |12"\n"Lee"\t"Ann"\t"a_l"\t""\n', RosterKind.BLACKBOARD, ["a_l"]),
        ("student;note\nann;x\n", RosterKind.PLAIN, ["ann"]),
    ],
)
def test_whose_file_it_is(tmp_path: Path, text: str, kind: RosterKind, students: list[str]) -> None:
    """The header tells the kind, by names and never by position."""
    roster = read(tmp_path, text)

    assert (roster.kind, [each.student for each in roster.students]) == (kind, students)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("student\nann\nbob\nann\nbob\n", "'ann' in lines 2 and 4, 'bob' in lines 3 and 5", id="twice"),
        pytest.param("Username,First Name\nAnn,A\nann,B\n", "'ann' in lines 2 and 3", id="twice-but-for-case"),
        pytest.param(
            "Identifier,Full name\nParticipant 5,A\nParticipant 05,B\n", "'5' in lines 2 and 3", id="moodle-twice"
        ),
        pytest.param(b"student\n\0\0\0\n", "encoding that cannot be told", id="nul"),
        pytest.param(b"student\n\xff\x07\n", "encoding that cannot be told", id="control"),
        pytest.param(b"student\n\x81\n", "encoding that cannot be told", id="not-in-cp1252"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN.encode("cp1252"), "encoding that cannot be told", id="mark-lies"),
        pytest.param(codecs.BOM_UTF16_LE + utf16(PLAIN)[:-1], "encoding that cannot be told", id="half-a-letter"),
        pytest.param(PLAIN.encode("utf-32"), "encoding that cannot be told", id="utf-32"),
        pytest.param(b"PK\x03\x04\xff\xfe\0\0", "is an Excel workbook", id="xlsx"),
        pytest.param("", "is empty", id="empty"),
        pytest.param("student,name\n", "has no student", id="only-a-header"),
        pytest.param("student,name\n,Ann\n", "no id for a student in line 2", id="no-id"),
        pytest.param("Name,Grade\nAnn,5\n", "is no roster", id="foreign"),
        pytest.param("student,sid,sid\nann,1,2\n", "two columns 'sid'", id="column-twice"),
        pytest.param('student,name\nann,"Ann\n', "no proper CSV: line 2", id="open-quote"),
        pytest.param('sep="\nstudent,name\nann,Ann\n', "is no roster", id="quote-as-separator"),
    ],
)
def test_bad_rosters_are_one_sentence(tmp_path: Path, content: str | bytes, says: str) -> None:
    """Each defect is told with its line, for the teacher to mend."""
    with pytest.raises(UsageError) as caught:
        read(tmp_path, content)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_roster(tmp_path: Path) -> None:
    """A path that leads nowhere is said."""
    with pytest.raises(UsageError, match="cannot be read"):
        read_roster(tmp_path / "missing.csv")


def test_shared_addresses_are_no_ids(tmp_path: Path) -> None:
    """An address or number of several students is noted."""
    roster = read(tmp_path, "student,email,sid\nann,x@y,1\nbob,X@Y,1\n")

    assert len(roster.notes) == 2
