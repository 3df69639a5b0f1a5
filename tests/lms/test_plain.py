"""Folders of folders and archives: a row for everything, by the name it has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected, UsageError
from grader.handin import Handin
from grader.lms import read_class, read_roster
from tests.lms.packings import tarred, zipped

ASKED = frozenset({"math_utils.py"})
ANSWER = {"math_utils.py": b"x = 1\n"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder for a class."""
    folder = tmp_path / "class"
    folder.mkdir()
    return folder


def is_accepted(handin: Handin) -> bool:
    """Whether the hand-in gives files."""
    try:
        return bool(handin.origin.read(ASKED).files)
    except SubmissionRejected:
        return False


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Put files into a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def test_a_row_for_everything(source: Path) -> None:
    """Folders, archives of every kind, and what is no archive each have their row under their name."""
    write(
        source,
        {
            "ann/math_utils.py": b"x = 1\n",
            "bob.zip": zipped(ANSWER),
            "carol.tar.gz": tarred(ANSWER),
            "dave.TGZ": tarred(ANSWER),
            "erin.py": b"x = 1\n",
            "frank.zip": b"",
            "grace.rar": b"Rar!\x1a\x07\0",
            "heidi.txt": b"I was ill.",
            "ivan.smith": b"?",
            "judy.7z": b"7z\xbc\xaf\x27\x1c",
            ".DS_Store": b"",
            "Thumbs.db": b"",
        },
    )
    (source / "ken").mkdir()

    handins = read_class(source)

    assert {each.student: is_accepted(each) for each in handins.handins} == {
        "ann": True,
        "bob": True,
        "carol": True,
        "dave": True,
        "erin": True,
        "frank": False,
        "grace": False,
        "heidi": False,
        "ivan.smith": False,
        "judy": False,
        "ken": False,
    }
    assert handins.layout == "archives"
    assert any("Left out 2 files" in note for note in handins.notes)


def test_items_of_one_name(source: Path) -> None:
    """Two items of one name are two rows: the folder has the name, then the archive, the others keep their ending."""
    write(
        source,
        {
            "ann/math_utils.py": b"",
            "ann.zip": zipped(ANSWER),
            "bob.zip": zipped(ANSWER),
            "bob.txt": b"",
            "carol.zip": zipped(ANSWER),
            "carol.tgz": tarred(ANSWER),
        },
    )

    handins = read_class(source)

    assert [each.student for each in handins.handins] == sorted(
        ["ann", "ann.zip", "bob", "bob.txt", "carol.tgz", "carol.zip"]
    )
    assert any("ann.zip" in note for note in handins.notes)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and FIFOs")
def test_links_and_special_files_are_never_followed(source: Path, tmp_path: Path) -> None:
    """They have a row, and it is a rejection."""
    write(tmp_path / "secret", ANSWER)
    write(source, {"ann/math_utils.py": b""})
    (source / "bob").symlink_to(tmp_path / "secret")
    (source / "carol.zip").symlink_to(tmp_path / "nowhere")
    os.mkfifo(source / "dave.zip")

    handins = read_class(source).handins

    assert {each.student: is_accepted(each) for each in handins} == {
        "ann": True,
        "bob": False,
        "carol": False,
        "dave": False,
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_names_that_are_no_text(source: Path) -> None:
    """A name of undecodable bytes becomes an id that any file can hold."""
    os.makedirs(os.fsencode(source) + b"/j\xfcrgen")  # noqa: PTH103  # pathlib has no bytes

    (handin,) = read_class(source).handins

    assert handin.student == r"j\xfcrgen"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_rewrite_lines(source: Path) -> None:
    """Control and bidi characters of a name are escaped in the id, and two such names stay two students."""
    for name in ("a\nb", "a\\nb", "\u202eann", "\x1b[31m"):
        (source / name).mkdir()

    students = [each.student for each in read_class(source).handins]

    assert sorted(students) == sorted([r"a\nb", r"a\nb (a folder of folders)", r"\u202eann", r"\x1b[31m"])


def test_roster_of_a_plain_folder(source: Path) -> None:
    """Names match ids exactly, else the student number or address; nothing is guessed; the roster itself is no row."""
    write(
        source,
        {
            "roster.csv": b"student,name,email,sid\nann,Ann Lee,ann@x.edu,01\nbob,Bob Roe,bob@x.edu,02\neve,Eve,,03\n",
            "ann/math_utils.py": b"",
            "02/math_utils.py": b"",
            "Eve/math_utils.py": b"",
            "1/math_utils.py": b"",
        },
    )

    handins = read_class(source, roster=read_roster(source / "roster.csv"))

    assert [(each.student, each.name, each.in_roster) for each in handins.handins] == [
        ("ann", "Ann Lee", True),
        ("bob", "Bob Roe", True),
        ("1", "1", False),
        ("Eve", "Eve", False),
    ]
    assert [each.student for each in handins.missing] == ["eve"]


@pytest.mark.parametrize(
    ("roster", "hint"),
    [
        ("student,sid\nann,1234\nbob,5\n", "1234 in the roster may be 001234 of the download: "),
        ("student\n1234\n0777\n", "1234 in the roster may be 001234 of the download: "),
        ("student,sid\nann,001234\nbob,5\n", None),
        ("student,sid\nann,12340\n", None),
    ],
    ids=["sid", "student", "matched", "another-number"],
)
def test_lost_zeros_in_the_roster(source: Path, tmp_path: Path, roster: str, hint: str | None) -> None:
    """An id that a spreadsheet has spoilt matches nobody, and the teacher hears why."""
    write(source, {"001234/a.py": b""})
    (tmp_path / "roster.csv").write_text(roster, "utf-8")

    handins = read_class(source, roster=read_roster(tmp_path / "roster.csv"))

    hints = [note.partition("spreadsheets")[0] for note in handins.notes if "leading zeros" in note]
    assert hints == ([hint] if hint else [])
    if hint:
        assert [(each.student, each.in_roster) for each in handins.handins] == [("001234", False)]
        assert len(handins.missing) == 2


def test_two_items_of_one_student(source: Path, tmp_path: Path) -> None:
    """The id counts before the student number; the other item keeps a row of its own, and a note says so."""
    write(source, {"ann/math_utils.py": b"", "01/math_utils.py": b""})
    (tmp_path / "roster.csv").write_bytes(b"student,sid\nann,01\n")

    handins = read_class(source, roster=read_roster(tmp_path / "roster.csv"))

    assert [(each.student, each.in_roster) for each in handins.handins] == [("ann", True), ("01", False)]
    assert any("both have an id of 'ann'" in note for note in handins.notes)


def test_folder_names_that_are_display_names(source: Path, tmp_path: Path) -> None:
    """Where no id of the class is in the roster, a name decides that exactly one student has."""
    write(source, {"Ann Lee/a.py": b"", "Bob Roe/a.py": b"", "Zoë/a.py": b""})
    (tmp_path / "roster.csv").write_text("student,name\ns1,ann  lee\ns2,Bob Roe\ns3,Bob Roe\ns4,Zoë\n", "utf-8")

    handins = read_class(source, roster=read_roster(tmp_path / "roster.csv"))

    assert [(each.student, each.in_roster) for each in handins.handins] == [
        ("s1", True),
        ("s4", True),
        ("Bob Roe", False),
    ]
    assert [each.student for each in handins.missing] == ["s2", "s3"]


def test_a_folder_that_disappears(source: Path) -> None:
    """A hand-in that is gone at its turn is the teacher's to mend."""
    write(source, {"ann/a.py": b""})
    (handin,) = read_class(source).handins
    (source / "ann" / "a.py").unlink()
    (source / "ann").rmdir()

    with pytest.raises(UsageError, match="is gone"):
        handin.origin.read(ASKED)
