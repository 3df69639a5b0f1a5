"""Who stands in which row of an LMS's gradebook when the class has ids of its own: nobody gets another's grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from grader.handin import Handin, Missing
from grader.ledger import Status
from grader.lms.gradebooks import Filled, GivenGrade, fill
from tests.lms.desk import PY, Desk

MOODLE = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (grade)\n"
    "Participant 101,Ada O'Hara,s1,ada@uni.edu,x,,9.00,-\n"
    "Participant 102,Grace Hopper,s2,grace@uni.edu,x,,9.00,-\n"
    "Participant 103,Edsger Dijkstra,s3,ed@uni.edu,x,,9.00,-\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,HW (1)\n    Points Possible,,,,,9\n"
    '"O\'Hara, Ada",101,s1,ada@uni.edu,S,\n"Hopper, Grace",102,s2,grace,S,\n"Dijkstra, Edsger",103,s3,ed@uni.edu,S,\n'
)
BLACKBOARD = (
    '"Last Name","First Name","Username","Student ID","HW [Total Pts: 9 Score] |1"\n'
    '"O\'Hara","Ada","101","s1",""\n"Hopper","Grace","102","s2",""\n"Dijkstra","Edsger","ed","s3",""\n'
)
FILES = {"moodle": MOODLE, "canvas": CANVAS, "blackboard": BLACKBOARD}
OWN_KIND = {"moodle": "moodle", "canvas": "canvas", "blackboard": "username"}
"""kind of the host's own id"""


def given(student: str, name: str = "", **ids: str) -> GivenGrade:
    """Full marks for somebody of a plain list."""
    return GivenGrade(student, name, Decimal(9), Decimal(9), Status.GRADED, ids=ids)


def filled(host: str, *grades: GivenGrade) -> Filled:
    """The host's gradebook with these grades."""
    return fill(host, FILES[host].encode(), grades, "mypackage", "")


def who(result: Filled) -> list[str]:
    """The ids of the rows that were filled."""
    return [change.row.rpartition("(")[2].rstrip(")") for change in result.changes]


@pytest.mark.parametrize("host", FILES)
def test_number_equal_by_chance(host: str) -> None:
    """A number of the list is compared with no number of the host's; whoever has nothing else is named, with advice."""
    result = filled(host, given("102"), given("7"))

    assert result.data == FILES[host].encode()
    assert result.nobody == ("102", "7")
    (note,) = result.notes
    assert note.startswith("102 ")
    assert "by chance" in note
    assert "--roster" in note


@pytest.mark.parametrize("host", FILES)
def test_id_of_the_download(host: str) -> None:
    """The id that the download has decides, also where the list has the number of somebody else in the gradebook."""
    result = filled(host, given("102", **{OWN_KIND[host]: "101"}), given("103", **{OWN_KIND[host]: "102"}))

    assert who(result) == ["101", "102"]
    assert not result.nobody
    assert not result.notes


@pytest.mark.parametrize(
    ("host", "kind"), [("moodle", "canvas"), ("moodle", "sid"), ("canvas", "moodle"), ("blackboard", "canvas")]
)
def test_ids_of_other_kinds(host: str, kind: str) -> None:
    """Neither another host's id nor a student number is the host's own."""
    result = filled(host, given("ada lovelace", **{kind: "102"}))

    assert not result.changes
    assert result.nobody == ("ada lovelace",)


@pytest.mark.parametrize(
    ("host", "grade", "row"),
    [
        pytest.param("moodle", given("102", email="Ada@Uni.edu"), "101", id="email"),
        pytest.param("moodle", given("ada@uni.edu"), "101", id="email-as-id"),
        pytest.param("moodle", given("102", sid="s1"), "101", id="student-number"),
        pytest.param("canvas", given("Grace"), "102", id="login-as-id"),
        pytest.param("canvas", given("7", username="grace"), "102", id="login"),
        pytest.param("canvas", given("102", email="ada@uni.edu"), "101", id="login-that-is-an-email"),
        pytest.param("blackboard", given("ED"), "ed", id="username-as-id"),
    ],
)
def test_what_both_sides_know(host: str, grade: GivenGrade, row: str) -> None:
    """An e-mail address, a username or a student number identifies a row in the column that has such."""
    assert who(filled(host, grade)) == [row]


@pytest.mark.parametrize(
    ("host", "grade", "reason"),
    [
        pytest.param(
            "moodle",
            given("7", moodle="101", email="grace@uni.edu"),
            "the participant number 101 is that of Ada O'Hara (101), "
            "but the e-mail address grace@uni.edu is that of Grace Hopper (102)",
            id="download-and-email",
        ),
        pytest.param(
            "canvas",
            given("7", canvas="101", username="grace"),
            "the Canvas user id 101 is that of O'Hara, Ada (101), "
            "but the username grace is that of Hopper, Grace (102)",
            id="download-and-login",
        ),
        pytest.param(
            "canvas",
            given("7", sid="s3", email="ada@uni.edu"),
            "the student number s3 is that of Dijkstra, Edsger (103), "
            "but the e-mail address ada@uni.edu is that of O'Hara, Ada (101)",
            id="student-number-and-email",
        ),
        pytest.param(
            "moodle",
            given("7", moodle="999", email="grace@uni.edu"),
            "the e-mail address grace@uni.edu is that of Grace Hopper (102), "
            "but the student's participant number is 999",
            id="another-worksheet",
        ),
        pytest.param(
            "moodle",
            given("7", name="Team Red", moodle="102"),
            "the participant number 102 is that of Grace Hopper (102), but the hand-in is of Team Red",
            id="number-of-a-group",
        ),
    ],
)
def test_ids_that_disagree(host: str, grade: GivenGrade, reason: str) -> None:
    """Neither row is filled, and the person is named with the reason in one sentence."""
    result = filled(host, grade)

    assert result.data == FILES[host].encode()
    assert result.nobody == ("7",)
    (note,) = result.notes
    assert note.startswith(f"7 gets no grade: {reason}; ")


def test_many_that_disagree() -> None:
    """Of a whole class that does, ten are told one by one, the others by id."""
    text = MOODLE + "".join(f"Participant {n},P{n},,p{n}@uni.edu,x,,9.00,-\n" for n in range(200, 212))
    grades = [given(str(n), moodle=str(n + 1000), email=f"p{n}@uni.edu") for n in range(200, 212)]

    result = fill("moodle", text.encode(), grades, "", "")

    assert not result.changes
    assert len(result.notes) == 11
    assert result.notes[-1] == "So it is with 2 more: 210, 211."


@pytest.mark.parametrize("name", ["Ada OHara", "OHARA ada", "Ada_Maria", "", "!"])
def test_names_as_moodle_spells_them(name: str) -> None:
    """What Moodle does to a name in the download makes nobody another person."""
    assert who(filled("moodle", given("7", name=name, moodle="101"))) == ["101"]


@pytest.mark.parametrize(
    ("grades", "rows"),
    [
        pytest.param([given("a", moodle="101"), given("b", email="ada@uni.edu")], ["101"], id="host-id-before-email"),
        pytest.param(
            [given("a", moodle="101", email="grace@uni.edu"), given("b", email="grace@uni.edu")], [], id="in-doubt"
        ),
        pytest.param(
            [given("a", moodle="101", email="grace@uni.edu"), given("b", moodle="102")], ["102"], id="owner-of-a-row"
        ),
        pytest.param([given("a", moodle="101"), given("b", moodle="101")], [], id="two-of-one-id"),
    ],
)
def test_two_students_and_a_row(grades: Sequence[GivenGrade], rows: list[str]) -> None:
    """A row that several point to is theirs who has the host's id, if that is one who is in no doubt; else nobody's."""
    assert who(filled("moodle", *grades)) == rows


# ---------------------------------------------------------------- from the download

LIST = (
    "student,name,email,sid\n"
    "102,Ada O'Hara,,\n"  # each number is that of the next one in the LMS
    "103,Grace Hopper,grace@uni.edu,\n"
    "101,Edsger Dijkstra,ed@uni.edu,\n"
)
DOWNLOADS: Mapping[str, Mapping[str, bytes]] = {
    "moodle": {
        "Ada OHara_101_assignsubmission_file/a.py": PY,
        "Grace Hopper_102_assignsubmission_file/a.py": PY,
    },
    "canvas": {"oharaada_1010_901_a.py": PY, "hoppergrace_LATE_1020_text.html": PY},
}


def ids_of(people: Sequence[Handin | Missing]) -> dict[str, Mapping[str, str]]:
    """Student -> kind -> id."""
    return {person.student: person.ids for person in people}


@pytest.mark.parametrize(("host", "ids"), [("moodle", ("101", "102")), ("canvas", ("1010", "1020"))])
def test_hand_ins_have_the_ids_of_download_and_list(desk: Desk, host: str, ids: tuple[str, str]) -> None:
    """The host's id whatever was handed in, what the list knows beside it, but not the list's own number."""
    handins = desk.read(DOWNLOADS[host], LIST)

    assert ids_of(handins.handins) == {"102": {host: ids[0]}, "103": {host: ids[1], "email": "grace@uni.edu"}}
    assert ids_of(handins.missing) == {"101": {"email": "ed@uni.edu"}}


def test_each_gets_their_own(desk: Desk) -> None:
    """From the download to the worksheet, with numbers in the list that are other people's there."""
    handins = desk.read(DOWNLOADS["moodle"], LIST)

    result = filled("moodle", *(given(person.student, person.name, **person.ids) for person in handins.people))

    assert [change.row for change in result.changes] == [
        "Ada O'Hara (101)",
        "Grace Hopper (102)",
        "Edsger Dijkstra (103)",
    ]


@pytest.mark.parametrize(
    ("files", "roster", "layout", "ids"),
    [
        pytest.param(
            {"HW_u7_attempt_2026-06-10-14-05-09.txt": b"Name: Ada (u7)\n"},
            "student,name\n5,Ada\n",
            "auto",
            {"5": {"username": "u7"}},
            id="blackboard",
        ),
        pytest.param(
            {"a_101_assignsubmission_file/a.py": PY},
            MOODLE,
            "auto",
            {"101": {"moodle": "101", "email": "ada@uni.edu", "sid": "s1"}},
            id="worksheet",
        ),
        pytest.param(
            {"102.py": PY},
            CANVAS,
            "folders",
            {"102": {"canvas": "102", "sid": "s2", "username": "grace"}},
            id="gradebook-and-folders",
        ),
        pytest.param({"7.py": PY}, "student,sid\n7,s7\n", "folders", {"7": {"sid": "s7"}}, id="list-and-folders"),
        pytest.param({"8.py": PY}, "student,sid\n7,s7\n", "folders", {"8": {}}, id="folder-of-nobody"),
        pytest.param({"8.py": PY}, "", "folders", {"8": {"host": "8", "sid": "8", "email": "8"}}, id="folders-alone"),
        pytest.param(
            {"Team A_12_assignsubmission_file/a.py": PY}, "", "auto", {"12": {"moodle": "12"}}, id="moodle-alone"
        ),
        pytest.param(
            {"a_5_assignsubmission_file/a.py": PY, "b_6_assignsubmission_file/a.py": PY},
            "student,name,email,sid\nx,a,a@b.c,1\ny,b,a@b.c,1\n",
            "auto",
            {"x": {"moodle": "5"}, "y": {"moodle": "6"}},
            id="shared-in-the-list",
        ),
    ],
)
def test_ids_by_kind(
    desk: Desk, files: Mapping[str, bytes], roster: str, layout: str, ids: Mapping[str, Mapping[str, str]]
) -> None:
    """Each id with its kind; a name of a folder is the host's id only where no list says whose it is."""
    assert ids_of(desk.read(files, roster, layout).handins) == ids


def test_folders_alone_are_named_by_the_host() -> None:
    """Without a list, the name of a folder is the one id there is: the host's own, or a student number."""
    result = filled("moodle", given("101", host="101", sid="101"), given("s2", host="s2", sid="s2"))

    assert who(result) == ["101", "102"]
