"""Each host's gradebook, filled: which cells change, to what, and who is named."""

from __future__ import annotations

import importlib
import pkgutil
from decimal import Decimal

import pytest

import grader.lms.gradebooks
from grader.ledger import Status
from grader.lms.gradebooks import HOSTS, Change, Filled, GivenGrade, Host, Reason, fill

BOM = "\ufeff"
MOODLE = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (grade)","Feedback comments"\r\n'
    '"Participant 101","Ada Lovelace",ada@uni.edu,"Submitted for grading - ",,100.00,Yes,-,\r\n'
    '"Participant 102","Grace Hopper",grace@uni.edu,"No submission - ",55.00,100.00,Yes,"Wednesday, 10 June 2026",'
    '"Well\r\ndone, ""Grace"""\r\n'
    '"Participant 103","Grace Hopper",grace2@uni.edu,"Submitted for grading - ",-,50.00,Yes,-,\r\n'
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,HW1 (1234),My package (1235),Final Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,10,20,(read only)\n"
    '"Lovelace, Ada",77,s1,ada,S1,8.5,EX,91.2\n'
    '"Hopper, Grace",78,s2,grace@uni.edu,"S1 and S2",,N/A,80.0\n'
    '"Student, Test",99,,,S1,,,\n'
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"'
    '\t"HW1 [Total Pts: 50 Score] |12345"\t"Weighted Total [Total Pts: 100 Percentage] |7"\n'
    '"Lovelace"\t"Ada"\t"a.love_lace"\t"s1"\t""\t"Yes"\t""\t"3.00"\n'
    '"Hopper"\t"Grace"\t"grace"\t"s2"\t""\t"Yes"\t"Needs Grading"\t""\n'
)
PLAIN = "student,name,email,sid,section,grade\nada,Ada,ada@uni.edu,007,1,\nbob,Bob,bob@uni.edu,008,2,5\n"


def given(
    student: str,
    score: str | None = "7",
    *,
    status: Status = Status.GRADED,
    comment: str = "",
    name: str = "",
    **ids: str,
) -> GivenGrade:
    """A grade out of 9 points for somebody whom the run calls as the host does."""
    points = None if score is None else Decimal(score)
    return GivenGrade(student, name, points, Decimal(9), status, comment, {"host": student, **ids})


def filled(host: str, text: str, *grades: GivenGrade, column: str | None = None) -> Filled:
    """The file, filled with these grades for the exercise `mypackage`, "My package"."""
    return fill(host, text.encode(), grades, "mypackage", "My package", column)


def test_every_host_has_its_row() -> None:
    """A host's file in the folder is in the table, once, under the file's name."""
    package = grader.lms.gradebooks
    found = [
        (module.name, value.name)
        for module in pkgutil.iter_modules(package.__path__)
        if module.name != "sheet"
        for value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
        if isinstance(value, Host)
    ]

    assert sorted(found) == sorted((host.name, host.name) for host in HOSTS)
    assert {host.name for host in HOSTS} == {"moodle", "canvas", "blackboard", "csv"}


def test_moodle_changes_only_the_grade() -> None:
    """Byte order mark, quotes, line ends and all rows without a grade stay; each row has its own maximum."""
    result = fill("moodle", (BOM + MOODLE).encode(), [given("101"), given("103", "9")], "mypackage", "", None)

    expected = MOODLE.replace('grading - ",,100.00', 'grading - ",77.78,100.00').replace("-,50.00", "50.00,50.00")
    expected = expected.replace('",-,50.00', '",50.00,50.00')
    assert result.data == (BOM + expected).encode()
    assert result.changes == (
        Change("Ada Lovelace (101)", "Grade", "", "77.78"),
        Change("Grace Hopper (103)", "Grade", "-", "50.00"),
    )


def test_moodle_comment_goes_where_none_is() -> None:
    """An empty comment is filled, as HTML on one line; one that the teacher wrote stays."""
    result = filled("moodle", MOODLE, given("101", comment="a < b\nand c"), given("102", comment="mine"))

    assert [(each.column, each.after) for each in result.changes] == [
        ("Grade", "77.78"),
        ("Feedback comments", "a &lt; b<br>and c"),
        ("Grade", "77.78"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_comment_is_no_formula(start: str) -> None:
    """A comment that a spreadsheet would run gets an apostrophe."""
    result = filled("moodle", MOODLE, given("101", comment=f"{start}1+1"))

    assert result.changes[-1].after == f"'{start}1+1"


def test_moodle_names_two_of_one_name_apart() -> None:
    """The participant number decides, never the name."""
    result = filled("moodle", MOODLE, given("103", name="Grace Hopper"), given("104", name="Ada Lovelace"))

    assert [change.row for change in result.changes] == ["Grace Hopper (103)"]
    assert result.nobody == ("104",)


def test_moodle_older_header() -> None:
    """Older versions write `Maximum Grade`."""
    result = filled("moodle", MOODLE.replace("Maximum grade", "Maximum Grade"), given("101"))

    assert [change.after for change in result.changes] == ["77.78"]


@pytest.mark.parametrize(
    ("header", "participant"),
    [
        pytest.param(
            "ID,Vollständiger Name,Status,Bewertung,Bestwertung,Feedback als Kommentar", "Teilnehmer/in", id="de"
        ),
        pytest.param(
            "Identifiant,Nom complet,Statut,Note,Note maximale,Feedback par commentaires", "Participant", id="fr"
        ),
        pytest.param(
            "Identificador,Nombre completo,Estado,Calificación,Calificación máxima,Comentarios de retroalimentación",
            "Participante",
            id="es",
        ),
        pytest.param("Identificativo,Nome,Stato,Valutazione,Valutazione massima,Commenti", "Partecipante ", id="it"),
        pytest.param("Identificatie,Volledige naam,Status,Cijfer,Maximaal cijfer,Feedback", "Deelnemer", id="nl"),
        pytest.param(
            "Identificador,Nome completo,Status,Nota,Nota máxima,Comentários de feedback", "Participante", id="pt"
        ),
    ],
)
def test_moodle_in_other_languages(header: str, participant: str) -> None:
    """The worksheet as a teacher downloads it who uses Moodle in another language; the number may follow at once."""
    text = f'{header}\n{participant}101,Ada,x,,"100,00",\n{participant}102,Bob,y,"55,00","100,00",\n'

    result = filled("moodle", text, given("101", comment="good"))

    assert result.data.decode() == text.replace('x,,"100,00",', 'x,"77,78","100,00",good')
    assert result.column == header.split(",")[3]


def test_blackboard_in_other_languages() -> None:
    """The points are the one number in the brackets; the column must be named or be titled like the exercise."""
    header = '"Nachname"\t"Benutzername"\t"My package [Gesamtpunkte: 50 Punkte] |12"\t"Gesamt [Summe: 100] |7"\n'
    text = f'{header}"L"\t"ada"\t""\t"3"\n'

    result = filled("blackboard", text, given("ada"))

    assert result.data.decode() == text.replace('"ada"\t""', '"ada"\t"38.89"')
    assert filled("blackboard", text, given("ada"), column="12").data == result.data


def test_canvas_takes_the_column_of_the_exercise() -> None:
    """Of several assignments the one with the exercise's title is filled, scaled to its points; totals never count."""
    result = filled("canvas", CANVAS, given("77"), given("78", "4.5"))

    assert result.data.decode() == CANVAS.replace(",EX,", ",15.56,").replace(",N/A,", ",10.00,")
    assert result.column == "My package (1235)"


@pytest.mark.parametrize("column", ["1234", "HW1 (1234)"], ids=["id", "header"])
def test_canvas_column_by_name(column: str) -> None:
    """`--column` takes the whole header or the id in it."""
    result = filled("canvas", CANVAS, given("78"), column=column)

    assert result.changes == (Change("Hopper, Grace (78)", "HW1 (1234)", "", "7.78"),)


def test_canvas_last_and_first_name() -> None:
    """The header with two columns for the name is known, too."""
    text = "LastName,FirstName,ID,SIS Login ID,Section,HW (5)\n    Points Possible,,,,,9\nLovelace,Ada,77,ada,S,\n"

    result = filled("canvas", text, given("77"))

    assert result.changes == (Change("Lovelace, Ada (77)", "HW (5)", "", "7.00"),)


def test_canvas_semicolons_and_commas() -> None:
    """Where the file writes numbers with a comma, grades have one; between semicolons it needs no quotes."""
    text = (
        "Student;ID;SIS Login ID;Section;HW, part 1 (1);My package (2)\n"
        "    Points Possible;;;;10;20\n"
        "Lovelace, Ada;77;ada;S1;8,5;\n"
    )

    result = filled("canvas", text, given("77"))

    assert result.data.decode() == text.replace(";8,5;", ";8,5;15,56")


def test_decimal_comma_between_commas_is_quoted() -> None:
    """A grade with a comma in a file separated by commas gets quotes."""
    text = MOODLE.replace("100.00", '"100,00"').replace("55.00", '"55,00"').replace("50.00", '"50,00"')

    result = filled("moodle", text, given("101"))

    assert result.data.decode() == text.replace('grading - ",,"100,00"', 'grading - ","77,78","100,00"')


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("mark", [BOM, ""], ids=["mark", "no-mark"])
def test_blackboard_encodings(codec: str, mark: str) -> None:
    """The `.xls` that is tab-separated UTF-16, with or without a mark, stays what it is; quotes stay, too."""
    data = (mark + BLACKBOARD).encode(codec)

    result = fill("blackboard", data, [given("a.love_lace")], "mypackage", "", None)

    assert result.data == (mark + BLACKBOARD.replace('"Yes"\t""\t"3', '"Yes"\t"38.89"\t"3')).encode(codec)
    assert result.changes[0].row == "Ada Lovelace (a.love_lace)"


def test_windows_1252() -> None:
    """A file in the old Windows encoding keeps it; what the encoding lacks becomes a question mark."""
    text = MOODLE.replace("Lovelace", "Löwe").encode("cp1252")

    result = fill("moodle", text, [given("101", comment="né → ok")], "mypackage", "", None)

    assert "né ? ok".encode("cp1252") in result.data
    assert "Ada Löwe".encode("cp1252") in result.data
    assert ["Windows-1252" in note for note in result.notes] == [True]


def test_excel_hint_stays() -> None:
    """The line with which Excel is told the separator is not taken for the header."""
    result = filled("csv", "sep=;\nstudent;a,b,c;grade\nada;x,y,z;\n", given("ada"))

    assert result.data == b"sep=;\nstudent;a,b,c;grade\nada;x,y,z;7.00\n"


def test_blackboard_names_without_case() -> None:
    """Blackboard's usernames are the same in capitals; two of the run that differ only so are both nobody's."""
    once = filled("blackboard", BLACKBOARD, given("GRACE"))
    twice = filled("blackboard", BLACKBOARD, given("GRACE"), given("grace"))

    assert [change.row for change in once.changes] == ["Grace Hopper (grace)"]
    assert twice.nobody == ("GRACE", "grace")


def test_csv_gets_plain_points() -> None:
    """Without a host there is no maximum: the points themselves, two decimals."""
    result = filled("csv", PLAIN, given("ada", "6.125"), given("bob", "0"))

    assert result.data.decode() == PLAIN.replace(",1,\n", ",1,6.13\n").replace(",2,5\n", ",2,0.00\n")


@pytest.mark.parametrize(
    ("header", "grade"),
    [
        pytest.param("email", given("ADA@uni.edu"), id="email-without-case"),
        pytest.param("email", given("77", email="Ada@Uni.edu"), id="other-id"),
        pytest.param("sid", given("007"), id="sid-with-zeros"),
        pytest.param("sid", given("ada", sid="007"), id="sid-known-beside"),
        pytest.param("name", given("77", name="Ada"), id="name-where-no-id-is"),
    ],
)
def test_csv_who(header: str, grade: GivenGrade) -> None:
    """Whatever id the file has is the one that decides; a name only where the file has no id."""
    said = {"email": "ada@uni.edu", "sid": "007", "name": "Ada"}[header]

    result = filled("csv", f"{header},grade\n{said},\nother,\n", grade)

    assert result.data.decode() == f"{header},grade\n{said},7.00\nother,\n"


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        pytest.param("student,grade\n7,\n", [given("007")], id="damaged-zeros"),
        pytest.param("student,name,grade\n1,Ada,\n", [given("2", name="Ada")], id="name-against-id"),
        pytest.param("name,grade\nAda,\nAda,\n", [given("1", name="Ada")], id="two-rows-of-one-name"),
        pytest.param("name,grade\nAda,\n", [given("1", name="Ada"), given("2", name="Ada")], id="two-students"),
        pytest.param("student,sid,grade\n1,9,\n2,9,\n", [given("3", sid="9")], id="other-id-twice"),
        pytest.param(
            "student,sid,email,grade\n1,8,a@b.c,\n2,9,,\n", [given("3", sid="9", email="a@b.c")], id="ids-disagree"
        ),
        pytest.param("student,sid,grade\n1,9,\n", [given("3", sid="9"), given("4", sid="9")], id="both-claim"),
    ],
)
def test_never_guessed(text: str, grades: list[GivenGrade]) -> None:
    """Whoever has no row for certain is named, and nothing is written."""
    result = fill("csv", text.encode(), grades, "mypackage", "", None)

    assert result.data == text.encode()
    assert result.nobody == tuple(grade.student for grade in grades)


@pytest.mark.parametrize(
    ("text", "students", "hint"),
    [
        ("student,grade\n7,\n", ["007"], "7 in the gradebook may be 007 of the class: "),
        ("student,grade\n007,\n", ["7"], "007 in the gradebook may be 7 of the class: "),
        ("student,sid,grade\na,42,\n", ["0042"], "42 in the gradebook may be 0042 of the class: "),
        (
            "student,grade\n1,\n02,\n",
            ["01", "2"],
            "1 in the gradebook may be 01 of the class; 02 in the gradebook may be 2 of the class: ",
        ),
    ],
    ids=["lost-in-the-gradebook", "lost-in-the-class", "other-id", "several"],
)
def test_lost_zeros_are_hinted_at(text: str, students: list[str], hint: str) -> None:
    """Whoever has no row because a spreadsheet removed zeros is not matched, but told apart from those without one."""
    result = filled("csv", text, *map(given, students))

    assert result.data.decode() == text
    assert result.nobody == tuple(students)
    assert [note.partition("spreadsheets")[0] for note in result.notes] == [hint]


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("student,grade\n7,\n007,\n", ["7"]),
        ("student,grade\na07,\n", ["a7"]),
        ("student,grade\n70,\n", ["7"]),
        ("student,grade\n7,\n", ["7", "8"]),
    ],
    ids=["matched", "no-number", "zero-behind", "nothing-lost"],
)
def test_no_hint_without_reason(text: str, students: list[str]) -> None:
    """Only numbers that differ by leading zeros, and only where both sides are left over."""
    assert not filled("csv", text, *map(given, students)).notes


@pytest.mark.parametrize(
    ("status", "score", "cell", "after", "reason"),
    [
        pytest.param(Status.MISSING, None, "3", "3", Reason.MISSING, id="missing-keeps-grade"),
        pytest.param(Status.MISSING, "0", "", "", Reason.MISSING, id="missing-gets-no-zero"),
        pytest.param(Status.MISSING, "0", "EX", "EX", Reason.MISSING, id="missing-keeps-excuse"),
        pytest.param(Status.GRADER_ERROR, "7", "", "", Reason.GRADER_ERROR, id="our-fault"),
        pytest.param(Status.REJECTED, None, "", "", Reason.REJECTED, id="rejected-without-score"),
        pytest.param(Status.REJECTED, "0", "", "0.00", None, id="rejected-with-zero"),
        pytest.param(Status.REJECTED, "0", "EX", "EX", Reason.REJECTED, id="rejected-keeps-excuse"),
        pytest.param(Status.GRADED, "7", "EX", "7.00", None, id="graded-after-excuse"),
        pytest.param(Status.GRADED, "7", "7.00", "7.00", Reason.SAME, id="same"),
        pytest.param(Status.GRADED, None, "4", "4", Reason.NO_SCORE, id="no-score"),
    ],
)
def test_who_gets_a_grade(status: Status, score: str | None, cell: str, after: str, reason: Reason | None) -> None:
    """Only a graded hand-in overwrites; the others keep what was there, and it is told why."""
    result = filled("csv", f"student,grade\nada,{cell}\n", given("ada", score, status=status))

    assert result.data.decode() == f"student,grade\nada,{after}\n"
    assert [kept.reason for kept in result.kept] == ([] if reason is None else [reason])


@pytest.mark.parametrize("status", list(Status))
def test_nobody_is_named_whatever_the_status(status: Status) -> None:
    """Every submission and student of the run without a row is named, by id, in the run's order."""
    result = filled("canvas", CANVAS, given("5", status=status), given("77"), given("4"))

    assert result.nobody == ("5", "4")


@pytest.mark.parametrize(
    ("host", "text", "student"),
    [("moodle", MOODLE, "101"), ("canvas", CANVAS, "78"), ("blackboard", BLACKBOARD, "grace"), ("csv", PLAIN, "ada")],
)
def test_filling_again_changes_nothing(host: str, text: str, student: str) -> None:
    """The filled file, filled again with the same grades, is the same file, and no change is listed."""
    grades = [given(student, comment="=x"), given("nobody", status=Status.REJECTED, score="0")]
    once = filled(host, text, *grades)

    again = fill(host, once.data, grades, "mypackage", "My package", None)

    assert once.changes
    assert again.data == once.data
    assert not again.changes


def test_extra_credit_is_written_and_told() -> None:
    """A grade above Moodle's maximum is what it is, and the teacher hears that Moodle leaves it out."""
    result = filled("moodle", MOODLE, given("101", "10"))

    assert result.changes[0].after == "111.11"
    assert result.notes == ("Moodle leaves out grades above the maximum: Ada Lovelace (101).",)


@pytest.mark.parametrize("ending", ["", "\n", ",,,,,\n", "\n\n"], ids=["none", "one", "empty-row", "blank-lines"])
def test_end_of_file_stays(ending: str) -> None:
    """No line end is added or lost, and empty rows at the end are nobody's."""
    text = PLAIN.rstrip("\n") + "\n" * bool(ending.strip()) + ending

    result = filled("csv", text, given("ada"))

    assert result.data.decode() == text.replace(",1,\n", ",1,7.00\n")


def test_old_line_ends() -> None:
    """Lines that end with CR alone, and files that mix all three, are read and kept."""
    text = "student,grade\rada,\r\nbob,\neve,"

    result = filled("csv", text, given("ada"), given("bob"), given("eve"))

    assert result.data.decode() == "student,grade\rada,7.00\r\nbob,7.00\neve,7.00"


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        pytest.param(["7,5", "8"], "6,50", id="comma"),
        pytest.param(["7.5", "8"], "6.50", id="point"),
        pytest.param(["1,000", "8"], "6.50", id="thousands-tell-nothing"),
        pytest.param(["1.000,5", "8"], "6,50", id="thousands-and-comma"),
        pytest.param(["", ""], "6.50", id="no-number"),
    ],
)
def test_how_the_file_writes_numbers(numbers: list[str], written: str) -> None:
    """The file's own numbers decide about the decimal comma."""
    text = "student;quiz;mypackage\n" + "".join(f"s{at};{said};\n" for at, said in enumerate(numbers))

    result = filled("csv", text, given("s0", "6.5"))

    assert result.changes[0].after == written


def test_half_cents_round_up() -> None:
    """Two decimals, halves away from zero, in decimal arithmetic."""
    grades = [
        GivenGrade("77", "", Decimal(1), Decimal(8), Status.GRADED, ids={"canvas": "77"}),
        GivenGrade("78", "", Decimal("2.675"), Decimal(10), Status.GRADED, ids={"canvas": "78"}),
    ]

    result = fill("canvas", CANVAS.encode(), grades, "", "", "1234")

    assert [change.after for change in result.changes] == ["1.25", "2.68"]
