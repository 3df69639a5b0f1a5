"""Moodle's download: participants, teams, online text, and the worksheet's words (reference of facts 4 and 11)."""

from __future__ import annotations

import pytest

from tests.lms.desk import PY, Desk, paths, refusal, who

WORKSHEET = (
    "Identifier,Full name,ID number,Status,Group,Grade\n"
    "Participant 11,Ann Lee,01,Submitted for grading - 1 day 2 hours late - Graded,Team_A,\n"
    "Participant 12,Ann Lee,02,Submitted for grading,Team_A,\n"
    "Participant 13,Bob Roe,03,Submitted for grading,Default group,\n"
    "Participant 14,Cleo Fox,04,No submission,R&D: 1/2,\n"
)


def test_moodle_team(desk: Desk) -> None:
    """A team's submission is a row for every member, by the worksheet's Group; the default group has no number."""
    handins = desk.read(
        {
            "Team A_11_assignsubmission_file/math_utils.py": PY,
            "RD 12_78_assignsubmission_file_/math_utils.py": PY,
            "Default group_assignsubmission_file/math_utils.py": PY,
            "Chess club_12_assignsubmission_file/math_utils.py": PY,
        },
        WORKSHEET,
    )

    assert who(handins) == [("11", True), ("12", True), ("13", True), ("14", True), ("Chess club_12", False)]
    assert handins.handins[0].origin == handins.handins[1].origin
    assert [each.late for each in handins.handins] == [True, False, False, False, None]
    assert not handins.missing


def test_moodle_teams_of_one_cleaned_name(desk: Desk) -> None:
    """Two groups that Moodle's cleaning makes equal are not told apart by guessing."""
    files = {"Team A_1_assignsubmission_file/a.py": PY, "Team A_2_assignsubmission_file/a.py": PY}

    handins = desk.read(files, WORKSHEET)

    assert who(handins) == [("Team A_1", False), ("Team A_2", False)]
    assert any("Several groups" in note for note in handins.notes)


def test_moodle_default_team_without_a_worksheet(desk: Desk) -> None:
    """Without a worksheet a team is one row under the name that the download has."""
    files = {"Default group_assignsubmission_file/a.py": PY, "Red_5_assignsubmission_file/a.py": PY}

    assert who(desk.read(files)) == [("5", True), ("Default group", True)]


def test_moodle_same_name_twice(desk: Desk) -> None:
    """The worksheet tells two students of one name apart by number; a plain list cannot and does not guess."""
    files = {f"Ann Lee_{number}_assignsubmission_file/a.py": PY for number in (11, 12)}
    plain = "student,name\nann1,Ann Lee\nann2,Ann Lee\n"

    assert who(desk.read(files, WORKSHEET.replace("Team_A", ""))) == [("11", True), ("12", True)]
    assert who(desk.read(files, plain)) == [("11", False), ("12", False)]


def test_moodle_plain_roster_by_name(desk: Desk) -> None:
    """A plain list has no participant numbers, so a name decides that exactly one student and one hand-in has."""
    files = {
        "Sean OBrien_5_assignsubmission_file/a.py": PY,
        "Ann Lee_6_assignsubmission_file/a.py": PY,
        "Ann Lee_7_assignsubmission_file/a.py": PY,
        "Al B_8_assignsubmission_file/a.py": PY,
    }

    handins = desk.read(files, "student,name\nsean,Sean O'Brien\nann,Ann Lee\nal,Al_B\n")

    assert who(handins) == [("sean", True), ("al", True), ("6", False), ("7", False)]
    assert [each.student for each in handins.missing] == ["ann"]


def test_moodle_address(desk: Desk) -> None:
    """Feedback goes back to the number in the download, whatever the roster calls the student; to a team's members."""
    alone = {"Sean OBrien_5_assignsubmission_file/a.py": PY, "Default group_assignsubmission_file/a.py": PY}
    team = {"Team A_78_assignsubmission_file/a.py": PY, "Chess club_12_assignsubmission_file/a.py": PY}

    plain = desk.read(alone, "student,name\n4711,Sean O'Brien\n")
    teams = desk.read(team, WORKSHEET)

    assert [(each.student, each.address) for each in plain.handins] == [("4711", "5"), ("Default group", "")]
    assert [(each.student, each.address) for each in teams.handins] == [
        ("11", "11"),
        ("12", "12"),
        ("Chess club_12", ""),
    ]


def test_moodle_address_without_moodles_download(desk: Desk) -> None:
    """The worksheet's number is an address also where the files came in plain folders."""
    handins = desk.read({"12/a.py": PY, "zoe/a.py": PY}, WORKSHEET, "folders")

    assert [(each.student, each.address) for each in handins.handins] == [("12", "12"), ("zoe", "")]


def test_moodle_name_never_against_an_id(desk: Desk) -> None:
    """Where the list has participant numbers, a name does not make up for a number that is not in it."""
    files = {"Ann Lee_5_assignsubmission_file/a.py": PY, "Bob Roe_9_assignsubmission_file/a.py": PY}

    handins = desk.read(files, "student,name\n5,Ann Lee\n6,Bob Roe\n")

    assert who(handins) == [("5", True), ("9", False)]


def test_moodle_number_equal_by_chance(desk: Desk) -> None:
    """A number of a plain list that belongs to someone of another name is no match, and the row keeps apart."""
    handins = desk.read({"Ann Lee_5_assignsubmission_file/a.py": PY}, "student,name\n5,Bob Roe\n")

    assert who(handins) == [("5 (Moodle)", False)]
    assert [each.student for each in handins.missing] == ["5"]


def test_moodle_blind_marking(desk: Desk) -> None:
    """Hidden names are no names; the worksheet without names matches by number."""
    files = {f"Participant_{number}_assignsubmission_file/a.py": PY for number in (11, 12)}

    handins = desk.read(files, "Identifier,Status,Grade\nParticipant 12,Submitted,\nParticipant 11,Submitted,\n")

    assert [(each.student, each.name, each.in_roster) for each in handins.handins] == [
        ("12", "", True),
        ("11", "", True),
    ]


def test_moodle_file_names_cannot_impersonate(desk: Desk) -> None:
    """In the flat form a file named like another student's prefix stays its owner's."""
    name = "Ann Lee_5_assignsubmission_file_Bob Roe_6_assignsubmission_file_a.py"

    (handin,) = desk.read({name: PY}).handins

    assert handin.student == "5"
    assert paths(handin) == ["Bob Roe_6_assignsubmission_file_a.py"]


def test_moodle_online_text_is_no_file(desk: Desk) -> None:
    """Typed text beside files is left out; alone it is a row with a rejection."""
    files = {
        "Ann_5_assignsubmission_file/math_utils.py": PY,
        "Ann_5_assignsubmission_onlinetext/onlinetext.html": b"<p>",
        "Bob_6_assignsubmission_onlinetext_onlinetext.html": b"<p>",
    }

    ann, bob = desk.read(files).handins

    assert paths(ann) == ["math_utils.py"]
    assert "only text" in refusal(bob)


def test_moodle_stray_files_are_named(desk: Desk) -> None:
    """What is not Moodle's own is left out and told."""
    handins = desk.read({"Ann_5_assignsubmission_file/a.py": PY, "from my mail.zip": b""})

    assert any("from my mail.zip" in note for note in handins.notes)


@pytest.mark.parametrize(
    ("header", "word", "status", "late"),
    [
        (
            "Identifier,Full name,Status",
            "Participant ",
            "Submitted for grading - 3 mins 31 secs late - Released -  - ",
            True,
        ),
        ("Identifier,Full name,Status", "Participant ", "Submitted for grading - Graded", False),
        (
            "Identifier,Full name,Status",
            "Participant ",
            "Submitted for grading - Extension granted until: Wednesday 17 June 2026 5:00 PM",
            False,
        ),
        ("ID,Vollständiger Name,Status", "Teilnehmer/in", "Zur Bewertung abgegeben - 2 Tage 3 Stunden später", True),
        ("ID,Vollständiger Name,Status", "Teilnehmer/in", "Zur Bewertung abgegeben - Bewertet", False),
        ("Identifiant,Nom complet,Statut", "Participant ", "Remis pour évaluation - 1 jour en retard", True),
        ("Identificador,Nombre completo,Estado", "Participante ", "Enviado para calificar - 5 horas después", True),
        ("識別子,フルネーム,Status", "参加者 ", "評定のために提出済み - 3 日 遅く提出", True),
    ],
)
def test_moodle_status_in_any_language(desk: Desk, header: str, word: str, status: str, late: bool) -> None:
    """Lateness is read from the Status text of whoever downloaded the worksheet."""
    handins = desk.read({"Ann_5_assignsubmission_file/a.py": PY}, f"{header}\n{word}5,Ann,{status}\n")

    assert who(handins) == [("5", True)]
    assert handins.handins[0].late is late
