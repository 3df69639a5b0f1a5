"""What `grade export` refuses, each with a sentence that says why: nothing is written then."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from grader.errors import UsageError
from grader.ledger import Status
from grader.lms.gradebooks import GivenGrade, fill

MOODLE = "Identifier,Full name,Status,Grade,Maximum grade,Last modified (grade)\nParticipant 1,Ada,x,,10.00,-\n"
CANVAS = "Student,ID,Section,HW1 (1),HW2 (2),Final Score\n    Points Possible,,,10,10,(read only)\nAda,1,S,,,5\n"
BLACKBOARD = '"Username","Last Name","HW1 [Total Pts: 10 Score] |1","HW2 [Total Pts: 10 Score] |2"\n"1","Ada","",""\n'
PLAIN = "student,name,grade\n1,Ada,\n"
FILES = {"moodle": MOODLE, "canvas": CANVAS, "blackboard": BLACKBOARD, "csv": PLAIN}
GRADE = GivenGrade("1", "Ada", Decimal(7), Decimal(9), Status.GRADED, ids={"host": "1"})


def refusal(host: str, data: str | bytes, column: str | None = None, *grades: GivenGrade) -> UsageError:
    """The error of filling a file for the exercise `mypackage`."""
    raw = data.encode() if isinstance(data, str) else data
    with pytest.raises(UsageError) as caught:
        fill(host, raw, grades or (GRADE,), "mypackage", "My package", column)
    return caught.value


@pytest.mark.parametrize(("host", "other"), [*itertools.permutations(FILES, 2)])
def test_file_of_another_host(host: str, other: str) -> None:
    """A file is filled for its own host only, whatever column is named."""
    assert "The gradebook is" in refusal(host, FILES[other], "Grade").message


def test_unknown_host() -> None:
    """A host that nobody knows is refused with the list of those that are known."""
    assert "moodle, canvas, blackboard, csv" in str(refusal("ilias", PLAIN))


@pytest.mark.parametrize(
    ("host", "text", "column"),
    [
        pytest.param("canvas", CANVAS, None, id="canvas-several"),
        pytest.param("blackboard", BLACKBOARD, None, id="blackboard-several"),
        pytest.param("csv", "student,quiz,exam\n1,,\n", None, id="csv-several"),
        pytest.param("canvas", CANVAS.replace("HW1", "mypackage").replace("HW2", "My package"), None, id="two-titled"),
        pytest.param("moodle", MOODLE.replace("Status", "Grade"), None, id="moodle-twice"),
        pytest.param("csv", "student,a,grade,grade\n1,,,\n", "grade", id="named-twice"),
        pytest.param("csv", "student,name\n1,Ada\n", None, id="csv-none"),
        pytest.param("csv", "student,section\n1,2\n", None, id="csv-only-section"),
        pytest.param("moodle", MOODLE.replace(",Grade,", ",Points,"), None, id="moodle-none"),
        pytest.param("moodle", MOODLE.replace("Status", "Bewertung"), None, id="moodle-in-two-languages"),
        pytest.param("moodle", MOODLE.replace("Status", "Bestwertung"), None, id="moodle-two-maxima"),
        pytest.param("blackboard", '"Benutzername","Gesamt [Summe: 10] |1"\n"1",""\n', None, id="blackboard-totals"),
        pytest.param("blackboard", '"Benutzername","HW [10 von 20] |1"\n"1",""\n', "1", id="blackboard-two-numbers"),
        pytest.param("canvas", CANVAS.replace("read only", "nur lesen"), "Final Score", id="read-only-in-german"),
        pytest.param("canvas", "Student,ID,Section,Notes\n    Points Possible,,,\nAda,1,S,\n", None, id="canvas-none"),
        pytest.param("blackboard", "Username,Availability,HW1\n1,Yes,\n", None, id="blackboard-no-id"),
        pytest.param("canvas", CANVAS, "3", id="no-such-id"),
        pytest.param("canvas", CANVAS, "HW1", id="half-a-header"),
        pytest.param("canvas", CANVAS, "", id="empty-name"),
        pytest.param("canvas", CANVAS, "Final Score", id="read-only"),
        pytest.param("canvas", CANVAS, "ID", id="canvas-identity"),
        pytest.param("csv", PLAIN, "name", id="csv-identity"),
        pytest.param("moodle", MOODLE, "Status", id="moodle-other"),
    ],
)
def test_no_or_several_columns(host: str, text: str, column: str | None) -> None:
    """Where it is not clear which column takes the grades, none does."""
    assert "column" in refusal(host, text, column).message


def test_columns_that_nobody_can_tell_apart() -> None:
    """No name would say which of them is meant."""
    assert "rename all but one" in str(refusal("csv", "student,HW,HW\nann,,\n", None))
    assert "rename all but one" in str(refusal("csv", "student,HW,HW\nann,,\n", "HW"))


@pytest.mark.parametrize(
    ("host", "text"),
    [
        ("moodle", "Identifikátor,Celé jméno,Známka,Maximální známka\nÚčastník 5,Ann,,10.00\n"),
        ("blackboard", '"Käyttäjätunnus","HW1 [Total Pts: 10 Score] |1"\n"ann",""\n'),
    ],
)
def test_language_that_is_not_known(host: str, text: str) -> None:
    """Headings that nobody here knows are not guessed; the sentence says how to get a file with others."""
    assert "language set to English" in str(refusal(host, text))


@pytest.mark.parametrize(
    ("host", "text", "column"),
    [
        pytest.param("moodle", MOODLE + "Participant 1,Bob,x,,10.00,-\n", None, id="moodle"),
        pytest.param("canvas", CANVAS + "Bob,1,S,,,5\n", "1", id="canvas"),
        pytest.param("blackboard", BLACKBOARD + '"1","Bob","",""\n', "1", id="blackboard"),
        pytest.param("csv", PLAIN + "1,Bob,\n", None, id="csv"),
    ],
)
def test_ids_twice(host: str, text: str, column: str | None) -> None:
    """An id in two rows is told with both lines."""
    lines = text.count("\n")

    assert f"{lines - 1} and {lines}" in refusal(host, text, column).message


def test_student_twice_in_run() -> None:
    """A run with all attempts has no one grade to give."""
    assert "several grades for 1" in refusal("csv", PLAIN, None, GRADE, GRADE).message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n \r\n", "empty", id="blank"),
        pytest.param(PLAIN.encode("utf-32"), "encoding", id="utf-32"),
        pytest.param(PLAIN.encode("utf-16")[:-1], "encoding", id="half-a-letter"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN.replace("Ada", "\xe4").encode("cp1252"), "encoding", id="mark-lies"),
        pytest.param(PLAIN.encode().replace(b"Ada", b"\x81\x8d"), "encoding", id="no-text"),
        pytest.param(b"PK\x03\x04" + b"\0" * 30, "workbook", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 30, "workbook", id="xls"),
        pytest.param(b'student,grade\n"1,\n', "line 2: a quotation mark is never closed", id="open-quote"),
        pytest.param(b'student,grade\n"1""\n', "line 2: a quotation mark is never closed", id="open-after-pair"),
        pytest.param(b'student,grade\n"1"x,\n', "line 2: there is text after", id="text-after-quote"),
    ],
)
def test_unreadable(data: bytes, word: str) -> None:
    """What is no readable table is refused with the reason."""
    assert word in refusal("csv", data).message


@pytest.mark.parametrize("row", ["1,Ada", "1,Lovelace,Ada,", "1,Ada,5,6"], ids=["short", "shifted", "long"])
def test_damaged_row(row: str) -> None:
    """A row that would get a grade but has more or fewer cells than the header is not filled in the wrong place."""
    assert "line 2" in refusal("csv", f"student,name,grade\n{row}\n", "grade").message


def test_row_without_grade_may_be_damaged() -> None:
    """Damage in a row that gets nothing is none of our business."""
    text = PLAIN + "2,Bob\n"

    assert fill("csv", text.encode(), [GRADE], "mypackage", "", None).data.endswith(b"\n2,Bob\n")


@pytest.mark.parametrize(
    ("host", "text", "word"),
    [
        pytest.param("moodle", MOODLE.replace("Maximum grade", "Scale"), "scale", id="scale"),
        pytest.param("moodle", MOODLE.replace("Maximum grade", "Other"), "`Maximum grade`", id="no-maximum"),
        pytest.param("moodle", MOODLE.replace("10.00", ""), "maximum", id="empty-maximum"),
        pytest.param("canvas", CANVAS.replace("Points Possible", "Punkte"), "`Points Possible`", id="no-points-row"),
        pytest.param("canvas", CANVAS.replace("10", "0"), "maximum", id="worth-nothing"),
    ],
)
def test_nothing_to_scale_to(host: str, text: str, word: str) -> None:
    """Without the host's maximum a grade cannot be scaled, and no grade of 0 is made of it."""
    assert word in refusal(host, text, "1" if host == "canvas" else None).message
