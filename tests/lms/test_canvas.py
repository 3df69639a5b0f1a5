"""Canvas's download: names, the LATE token, anonymous and typed hand-ins (reference of facts 5 and 11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lms import read_class, read_roster
from tests.lms.desk import PY, Desk, paths, refusal, who
from tests.lms.packings import zipped

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,HW (1)\n"
    "    Points Possible,,,,,10\n"
    '"Doe, Jane",77,,jdoe,S1,\n"12345",78,,n,S1,\n"Late, Bob",79,,bl,"S1 and S2",\n"Student, Test",99,,0a,S1,\n'
)


@pytest.mark.parametrize(
    ("name", "student", "late", "file"),
    [
        ("doejane_77_901_math_utils.py", "77", False, "math_utils.py"),
        ("doejane_LATE_77_901_math_utils.py", "77", True, "math_utils.py"),
        ("doejane_late_77_901_math_utils.py", "77", True, "math_utils.py"),
        ("12345_78_901_math_utils.py", "78", False, "math_utils.py"),
        ("latebob_79_901_math_utils.py", "79", False, "math_utils.py"),
        ("doejane_77_901_1_2_x.py", "77", False, "1_2_x.py"),
        ("_77_901_math_utils.py", "77", False, "math_utils.py"),
        ("team_5_77_901_math_utils.py", "77", False, "math_utils.py"),
        ("doejane_77_901_math_utils-1.py", "77", False, "math_utils.py"),
        ("doejane_77_901_other-1.py", "77", False, "other-1.py"),
        ("doejane_77_901_anon_5_6.py", "77", False, "anon_5_6.py"),
        ("anon_x7Kp2_901_math_utils.py", "anon_x7Kp2", False, "math_utils.py"),
        ("LATE_anon_x7Kp2_901_math_utils.py", "anon_x7Kp2", True, "math_utils.py"),
    ],
)
def test_canvas_names(desk: Desk, name: str, student: str, late: bool, file: str) -> None:
    """Name, lateness, user, attachment and file come apart, whatever digits and `_` stand where."""
    (handin,) = desk.read({name: PY}, GRADEBOOK).handins

    assert (handin.student, handin.late) == (student, late)
    assert handin.in_roster is (student in ("77", "78", "79"))
    assert paths(handin) == [file]


@pytest.mark.parametrize(
    ("names", "address"),
    [
        (["doejane_77_901_math_utils.py"], "doejane_77_901"),
        (["doejane_LATE_77_901_math_utils.py"], "doejane_LATE_77_901"),
        (["doejane_77_901_a.py", "doejane_77_902_b.py", "doejane_77_text.html"], "doejane_77_901"),
        (["team_red_77_901_math_utils.py"], "team_red_77_901"),
        (["team_5_77_901_math_utils.py"], "student_77_901"),
        (["12345_LATE_77_901_math_utils.py"], "student_77_901"),
        (["doejane_77_text.html"], ""),
        (["doejane_77_link.html"], ""),
        (["anon_x7Kp2_901_math_utils.py"], ""),
    ],
)
def test_canvas_address(desk: Desk, names: list[str], address: str) -> None:
    """Feedback goes back under the beginning of a file of the student; without one, and anonymously, nowhere."""
    (handin,) = desk.read(dict.fromkeys(names, PY), GRADEBOOK).handins

    assert handin.address == address


def test_canvas_address_with_a_plain_roster(desk: Desk) -> None:
    """The row has the roster's id, the address has Canvas's."""
    (handin,) = desk.read({"leeann_6_902_a.py": PY}, "student,name\ns1,Ann Lee\n").handins

    assert (handin.student, handin.address) == ("s1", "leeann_6_902")


def test_canvas_test_student_is_not_missed(desk: Desk) -> None:
    """Nobody waits for the test student, but what it handed in has its row."""
    files = {"doejane_77_1_a.py": PY}

    assert [each.student for each in desk.read(files, GRADEBOOK).missing] == ["78", "79"]
    assert ("99", True) in who(desk.read({**files, "studenttest_99_2_a.py": PY}, GRADEBOOK))


def test_canvas_text_and_links(desk: Desk) -> None:
    """Typed text and links are rows without files; an upload of such a name is a file."""
    handins = desk.read(
        {
            "doejane_77_text.html": b"",
            "x_LATE_78_link.html": b"",
            "bob_79_5_text.html": b"<html>",
            "anon_ab_text.html": b"",
        }
    )

    by_student = {each.student: each for each in handins.handins}
    assert by_student["78"].late
    assert all("only text or a link" in refusal(by_student[each]) for each in ("77", "78", "anon_ab"))
    assert "web page" in refusal(by_student["79"])


def test_canvas_plain_roster(desk: Desk) -> None:
    """Without Canvas ids the sortable name decides where it is unique, in either order of its parts."""
    files = {"obriensean_5_1_a.py": PY, "leeann_6_2_a.py": PY, "roebob_7_3_a.py": PY, "vandykejo_8_4_a.py": PY}
    roster = 'student,name\ns1,Sean O\'Brien\ns2,Ann Lee\ns3,Lee Ann\ns4,"van Dyke, Jo"\n'

    handins = desk.read(files, roster)

    assert who(handins) == [("s1", True), ("s4", True), ("6", False), ("7", False)]


@pytest.mark.parametrize("names", [("2026_10_15_ann.zip", "2026_10_15_bob.zip"), ("hw_01_02_ann.zip",)])
def test_numbers_alone_are_not_canvas(tmp_path: Path, names: tuple[str, ...]) -> None:
    """A folder of archives whose names have dates in them stays one row for each."""
    for name in names:
        (tmp_path / name).write_bytes(zipped({"a.py": PY}))

    handins = read_class(tmp_path)

    assert (handins.layout, len(handins.handins)) == ("archives", len(names))


def test_canvas_beside_its_gradebook(tmp_path: Path) -> None:
    """In an unpacked download the gradebook may lie beside the files and is no hand-in."""
    (tmp_path / "doejane_77_901_math_utils.py").write_bytes(PY)
    (tmp_path / "grades.csv").write_text(GRADEBOOK, "utf-8")

    handins = read_class(tmp_path, roster=read_roster(tmp_path / "grades.csv"))

    assert (handins.layout, who(handins)) == ("canvas", [("77", True)])
    assert not any("left out" in note for note in handins.notes)
