"""`grade batch` and what follows it: export, diff, adjust, similarity, as a teacher calls them."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Grade = Callable[..., subprocess.CompletedProcess[str]]

RIGHT = "def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n"
ANSWERS = {"ann": RIGHT, "bob": RIGHT.replace("a - b", "b - a"), "cleo": "def add(a, b)\n    return a + b\n"}
GRADEBOOK = "student,name,math-utils\r\nann,Ann,\r\nbob,Bob,EX\r\nzoe,Zoe,3\r\n"


@pytest.fixture
def graded(grade: Grade, tmp_path: Path) -> Path:
    """The run folder of a class of three."""
    for student, text in ANSWERS.items():
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "math_utils.py").write_text(text, encoding="utf-8")
    done = grade("batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return tmp_path / "run"


def scores(run: Path) -> dict[str, dict[str, str]]:
    """The rows of scores.csv by student."""
    with (run / "scores.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_batch_writes_a_row_a_report_and_a_page_for_each(graded: Path) -> None:
    """And one page for the teacher."""
    rows = scores(graded)
    assert {name: row["status"] for name, row in rows.items()} == dict.fromkeys(ANSWERS, "graded")
    assert float(rows["ann"]["percent"]) == 100
    assert 0 < float(rows["bob"]["percent"]) < 100
    assert {path.stem for path in (graded / "reports").iterdir()} == set(ANSWERS)
    assert {path.stem for path in (graded / "feedback").iterdir()} == set(ANSWERS)
    assert "<svg" in (graded / "report.html").read_text(encoding="utf-8")


def test_second_batch_grades_nothing_and_says_the_same(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """What is graded is served from the store."""
    before = (graded / "scores.csv").read_bytes()
    done = grade("batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process", cwd=tmp_path)
    assert done.returncode == 0
    assert (graded / "scores.csv").read_bytes() == before


def test_export_fills_the_gradebook_and_names_those_without_a_row(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Only the grades change; a dry run writes nothing."""
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    command = ("export", "csv", graded, "--gradebook", "book.csv", "-o", "filled.csv")
    dry = grade(*command, "--dry-run")
    assert (dry.returncode, (tmp_path / "filled.csv").exists()) == (0, False)
    done = grade(*command)
    assert done.returncode == 0
    assert "cleo" in done.stderr
    lines = (tmp_path / "filled.csv").read_bytes().split(b"\r\n")
    assert lines[1] == b"ann,Ann,15.00"
    assert lines[3] == b"zoe,Zoe,3"


def test_export_of_another_host_is_refused(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """One sentence, status 2, nothing written."""
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    done = grade("export", "moodle", graded, "--gradebook", "book.csv", "-o", "filled.csv")
    assert done.returncode == 2
    assert not (tmp_path / "filled.csv").exists()


def test_feedback_is_packed_as_moodle_takes_it_back(grade: Grade, tmp_path: Path) -> None:
    """Pages under names with the participant's number."""
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Ann Lee_4711_assignsubmission_file_/math_utils.py", RIGHT)
    header = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed"
    row = "Participant 4711,Ann Lee,ann@example.edu,Submitted for grading,,10.00,Yes"
    (tmp_path / "sheet.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    options = ("-e", "math-utils", "-o", "run", "--roster", "sheet.csv", "--sandbox", "process")
    assert grade("batch", "moodle.zip", *options).returncode == 0
    back = ("--gradebook", "sheet.csv", "-o", "filled.csv", "--feedback", "feedback.zip")
    done = grade("export", "moodle", "run", *back)
    assert done.returncode == 0, done.stderr
    assert "10.00,10.00" in (tmp_path / "filled.csv").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "feedback.zip") as packed:
        assert [name.split("/")[0] for name in packed.namelist()] == ["Ann Lee_4711_assignfeedback_file"]


def test_feedback_is_packed_as_canvas_takes_it_back(grade: Grade, tmp_path: Path) -> None:
    """Pages under the beginning of one of the student's own files, also once the download is gone; others are named."""
    with zipfile.ZipFile(tmp_path / "canvas.zip", "w") as archive:
        archive.writestr("leeann_LATE_77_9001_math_utils-1.py", RIGHT)
        archive.writestr("leeann_LATE_77_9002_notes.txt", "Two files.")
        archive.writestr("team_5_78_9003_math_utils.py", RIGHT)
        archive.writestr("foxcleo_79_text.html", "<p>typed</p>")
    header = "Student,ID,SIS Login ID,Section,Homework (1)\n    Points Possible,,,,10\n"
    people = '"Lee, Ann",77,ann,S1,\n"Roe, Bob",78,bob,S1,\n"Fox, Cleo",79,cleo,S1,\n'
    (tmp_path / "book.csv").write_text(header + people, encoding="utf-8")
    options = ("-e", "math-utils", "-o", "run", "--roster", "book.csv", "--sandbox", "process")
    assert grade("batch", "canvas.zip", *options).returncode == 0
    (tmp_path / "canvas.zip").unlink()
    done = grade("export", "canvas", "run", "--gradebook", "book.csv", "-o", "filled.csv", "--feedback", "feedback.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "feedback.zip") as packed:
        assert packed.namelist() == ["leeann_LATE_77_9001_feedback.html", "student_78_9003_feedback.html"]
        assert packed.read(packed.namelist()[0]) == (tmp_path / "run" / "feedback" / "77.html").read_bytes()
    assert "No page can be given back for: 79 (Canvas takes" in done.stderr


def test_number_of_a_plain_list_is_nobody_elses_in_the_lms(grade: Grade, tmp_path: Path) -> None:
    """Each number of the list is another's in Moodle: the download's ids and e-mail addresses decide, also afterwards.

    Ann and Bob handed in, Cleo and Dan did not and have a score by hand; Moodle's participant 4714 is not Dan.
    """
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Ann Lee_4711_assignsubmission_file/math_utils.py", ANSWERS["ann"])
        archive.writestr("Bob Roe_4712_assignsubmission_file/math_utils.py", ANSWERS["bob"])
    people = "4712,Ann Lee,,\n4713,Bob Roe,bob_roe@example.edu,\n4711,Cleo Fox,cleo_fox@example.edu,\n4714,Dan Moe,,\n"
    (tmp_path / "class.csv").write_text(f"student,name,email,sid\n{people}", encoding="utf-8")
    sheet = worksheet(tmp_path, Ann_Lee="", Bob_Roe="", Cleo_Fox="", Eve_Poe="")
    options = ("-e", "math-utils", "-o", "run", "--roster", "class.csv", "--sandbox", "process")
    assert grade("batch", "moodle.zip", *options).returncode == 0
    for student in ("4711", "4714"):
        assert grade("adjust", "run", student, "--score", "7.5", "--why", "Shown in class").returncode == 0
    (tmp_path / "moodle.zip").unlink()

    done = grade("export", "moodle", "run", "--gradebook", sheet, "-o", "filled.csv")

    assert done.returncode == 0, done.stderr
    bob = float(scores(tmp_path / "run")["4713"]["percent"]) / 10
    expected = worksheet(tmp_path, Ann_Lee="10.00", Bob_Roe=f"{bob:.2f}", Cleo_Fox="5.00", Eve_Poe="")
    assert (tmp_path / "filled.csv").read_bytes() == expected.read_bytes()
    assert "4714 may be a participant number of the gradebook only by chance" in done.stderr
    assert "No row in the gradebook for: 4714\n" in done.stderr


def test_ids_that_disagree_are_told(grade: Grade, tmp_path: Path) -> None:
    """The download says Ann, the address in the list is Bob's: nobody gets the grade, one sentence tells why."""
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Ann Lee_4711_assignsubmission_file/math_utils.py", RIGHT)
    (tmp_path / "class.csv").write_text("student,name,email\nann,Ann Lee,bob_roe@example.edu\n", encoding="utf-8")
    sheet = worksheet(tmp_path, Ann_Lee="", Bob_Roe="")
    options = ("-e", "math-utils", "-o", "run", "--roster", "class.csv", "--sandbox", "process")
    assert grade("batch", "moodle.zip", *options).returncode == 0

    done = grade("export", "moodle", "run", "--gradebook", sheet, "-o", "filled.csv")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "filled.csv").read_bytes() == sheet.read_bytes()
    assert "ann gets no grade: the participant number 4711 is that of Ann Lee (4711), but the e-mail address" in (
        done.stderr
    )


def test_page_of_who_handed_nothing_in_goes_back(grade: Grade, tmp_path: Path) -> None:
    """A score set by hand has a page with the reason, and Moodle knows the student from the worksheet."""
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Ann Lee_4711_assignsubmission_file/math_utils.py", RIGHT)
    sheet = worksheet(tmp_path, Ann_Lee="", Bob_Roe="")
    batch = ("batch", "moodle.zip", "-e", "math-utils", "-o", "run", "--roster", sheet, "--sandbox", "process")
    assert grade(*batch).returncode == 0
    assert grade("adjust", "run", "4712", "--score", "7.5", "--why", "Shown in class").returncode == 0
    assert grade(*batch).returncode == 0

    back = ("--gradebook", sheet, "-o", "filled.csv", "--feedback", "feedback.zip")
    done = grade("export", "moodle", "run", *back)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "feedback.zip") as packed:
        (name,) = (name for name in packed.namelist() if "_4712_" in name)
        assert b"Set by hand: Shown in class" in packed.read(name)


def worksheet(folder: Path, **grades: str) -> Path:
    """Moodle's worksheet of these people, whose participant numbers begin with 4711, with these grades out of 10."""
    rows = [
        f"Participant {number},{who.replace('_', ' ')},{who.lower()}@example.edu,{grade},10.00,-"
        for number, (who, grade) in enumerate(grades.items(), 4711)
    ]
    header = "Identifier,Full name,Email address,Grade,Maximum grade,Last modified (grade)"
    path = folder / f"sheet-{''.join(grades.values())}.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def test_adjusted_score_survives_the_next_batch(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """It stands in scores.csv at once, and after a regrade."""
    done = grade("adjust", graded, "bob", "--score", "12,5", "--why", "Explained in person")
    assert done.returncode == 0, done.stderr
    assert scores(graded)["bob"]["score"] == "12.5"
    again = grade("batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process", "--fresh", cwd=tmp_path)
    assert again.returncode == 0
    assert scores(graded)["bob"]["score"] == "12.5"
    assert "Explained in person" in (graded / "feedback" / "bob.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("student", "score"), [("nobody", "3"), ("bob", "many"), ("bob", "-1"), ("bob", "NaN")])
def test_adjustment_that_makes_no_sense_is_refused(grade: Grade, graded: Path, student: str, score: str) -> None:
    """Nothing changes then."""
    before = (graded / "scores.csv").read_bytes()
    done = grade("adjust", graded, student, f"--score={score}", "--why", "x")
    assert (done.returncode, (graded / "scores.csv").read_bytes()) == (2, before)


def test_kept_score_is_given_back(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Who is rejected now and keeps an earlier score gets it in the gradebook, with the reason, and after adjusting."""
    (tmp_path / "class" / "ann" / "math_utils.py").unlink()
    options = ("-e", "math-utils", "-o", "run", "--sandbox", "process", "--keep-better")
    assert grade("batch", "class", *options, cwd=tmp_path).returncode == 0
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    filled = grade("export", "csv", graded, "--gradebook", "book.csv", "-o", "filled.csv")
    assert filled.returncode == 0, filled.stderr
    assert "ann,Ann,15.00" in (tmp_path / "filled.csv").read_text(encoding="utf-8")
    assert grade("adjust", graded, "bob", "--score", "1", "--why", "x").returncode == 0
    assert scores(graded)["ann"]["score"] == "15"


def test_score_set_by_hand_is_given_back(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Also for a student whose hand-in cannot be read."""
    (tmp_path / "class" / "ann" / "math_utils.py").unlink()
    assert grade("batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process").returncode == 0
    assert grade("adjust", graded, "ann", "--score", "9", "--why", "Shown in class").returncode == 0
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    filled = grade("export", "csv", graded, "--gradebook", "book.csv", "-o", "filled.csv")
    assert filled.returncode == 0, filled.stderr
    assert "ann,Ann,9.00" in (tmp_path / "filled.csv").read_text(encoding="utf-8")


def test_diff_names_whose_score_changed_and_why(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """By student, check and reason."""
    (tmp_path / "class" / "bob" / "math_utils.py").write_text(RIGHT, encoding="utf-8")
    options = ("-e", "math-utils", "-o", "run", "--sandbox", "process", "--fresh")
    assert grade("batch", "class", *options, cwd=tmp_path).returncode == 0
    done = grade("diff", f"{graded}@1", graded)
    assert done.returncode == 0, done.stderr
    first, *checks, last = done.stdout.splitlines()
    assert first.startswith("rose: bob: ")
    assert first.endswith(" (another submission)")
    assert checks
    assert all(line.startswith("    ") for line in checks)
    assert last == "1 score differs."


def test_similarity_writes_pairs_and_no_verdict(grade: Grade, graded: Path) -> None:
    """The page is there, the scores are as before."""
    before = (graded / "scores.csv").read_bytes()
    done = grade("similarity", graded)
    assert done.returncode == 0, done.stderr
    assert "not a verdict" in done.stdout
    assert (graded / "similarity.html").is_file()
    assert (graded / "scores.csv").read_bytes() == before


@pytest.mark.parametrize("command", ["diff", "similarity"])
def test_folder_without_a_run_is_refused(grade: Grade, tmp_path: Path, command: str) -> None:
    """One sentence, status 2."""
    arguments = [tmp_path, tmp_path] if command == "diff" else [tmp_path]
    done = grade(command, *arguments)
    assert done.returncode == 2
    assert "is no run folder" in done.stderr


POLICY = "due: 2020-01-01T00:00\ntime_zone: UTC\nlate: {per_day: 10, cap: 50}\nscale_to: 10\n"
BATCH = ("batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process")


def test_commands_after_a_batch_with_a_policy(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Its decimals come back as they were: what reads the run folder later gives the scores of scores.csv."""
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    assert grade(*BATCH, "--policy", "policy.yaml").returncode == 0

    filled = grade("export", "csv", graded, "--gradebook", "book.csv", "-o", "filled.csv")

    assert (filled.returncode, scores(graded)["ann"]["max_score"]) == (0, "10"), filled.stderr
    assert "ann,Ann,10.00" in (tmp_path / "filled.csv").read_text(encoding="utf-8")
    assert grade("diff", f"{graded}@1", graded).stdout == "0 scores differ.\n"
    assert grade("adjust", graded, "bob", "--score", "7", "--why", "x").returncode == 0
    assert scores(graded)["bob"]["percent"] == "70"


def test_finished_run_stays_as_it_is(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """A worse hand-in makes another run: the earlier one can be compared with, and kept."""
    (tmp_path / "class" / "ann" / "math_utils.py").write_text(ANSWERS["bob"], encoding="utf-8")
    assert grade(*BATCH).returncode == 0

    done = grade("diff", f"{graded}@1", graded)

    assert done.stdout.startswith("fell: ann: 15 of 15 -> 10 of 15 (another submission)\n"), done.stdout
    assert grade(*BATCH, "--keep-better").returncode == 0
    assert scores(graded)["ann"]["score"] == "15"
    assert grade("diff", f"{graded}@2", graded).stdout.splitlines()[0] == (
        "rose: ann: 10 of 15 -> 15 of 15 kept from an earlier run (counted otherwise)"
    )


def test_diff_compares_what_counts(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """The penalty, and who is in the class: as in both files of scores."""
    (tmp_path / "policy.yaml").write_text("scale_to: 30\n", encoding="utf-8")
    other = ("batch", "class", "-e", "math-utils", "-o", "other", "--sandbox", "process", "--policy", "policy.yaml")
    (tmp_path / "class" / "cleo" / "math_utils.py").unlink()
    (tmp_path / "class" / "cleo").rmdir()
    assert grade(*other).returncode == 0
    assert grade("adjust", tmp_path / "other", "bob", "--score", "30", "--why", "Shown in class").returncode == 0

    lines = grade("diff", graded, tmp_path / "other").stdout.splitlines()

    assert lines == [
        "changed: ann: 15 of 15 -> 30 of 30 (another policy)",
        "rose: bob: 10 of 15 -> 30 of 30 set by hand (another policy)",
        "changed: cleo: 0 of 15 -> no row (another policy)",
        "3 scores differ.",
    ]


def test_diff_of_two_exercises_is_refused(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """One sentence, status 2."""
    other = ("batch", "class", "-e", "mypackage", "-o", "other", "--sandbox", "process")
    assert grade(*other).returncode == 0
    done = grade("diff", graded, tmp_path / "other")
    assert (done.returncode, done.stdout) == (2, "")
    assert "two exercises, math-utils and mypackage" in done.stderr


def test_batch_that_is_not_finished_is_no_stranger(grade: Grade, graded: Path) -> None:
    """Its folder has grades and no results yet."""
    (graded / "run.json").unlink()
    done = grade("diff", graded, graded)
    assert done.returncode == 2
    assert "is not finished" in done.stderr


def test_adjusting_writes_all_that_shows_the_score(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Page, report and the teacher's page say the same as scores.csv, and the page still shows the files."""
    done = grade("adjust", graded, "bob", "--score", "99", "--why", " Shown in class ")

    assert done.returncode == 0, done.stderr
    assert "more than the 15 points" in done.stderr
    page = (graded / "feedback" / "bob.html").read_text(encoding="utf-8")
    assert "Set by hand: Shown in class" in page
    assert "b - a" in page
    assert json.loads((graded / "reports" / "bob.json").read_text(encoding="utf-8"))["score"] == 99
    (tmp_path / "class").rename(tmp_path / "gone")
    done = grade("adjust", graded, "bob", "--score", "1", "--why", "x")
    assert (done.returncode, "without the files" in done.stderr) == (0, True)


@pytest.mark.parametrize(("score", "why"), [("1e3", "x"), ("3", "  "), ("1_0", "x")])
def test_adjustment_without_sense_is_refused(grade: Grade, graded: Path, score: str, why: str) -> None:
    """A number as people write them, and a reason that can be read."""
    assert grade("adjust", graded, "bob", f"--score={score}", "--why", why).returncode == 2


def test_gradebook_is_not_filled_where_the_zip_cannot_be_written(grade: Grade, tmp_path: Path) -> None:
    """Both or none."""
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Ann Lee_4711_assignsubmission_file/math_utils.py", RIGHT)
    sheet = worksheet(tmp_path, Ann_Lee="")
    options = ("-e", "math-utils", "-o", "run", "--roster", sheet, "--sandbox", "process")
    assert grade("batch", "moodle.zip", *options).returncode == 0
    back = ("--gradebook", sheet, "-o", "filled.csv", "--feedback", "nowhere/feedback.zip")
    done = grade("export", "moodle", "run", *back)
    assert (done.returncode, (tmp_path / "filled.csv").exists()) == (2, False)


def test_similarity_tells_what_changed_since(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """The source is read as it is now."""
    (tmp_path / "class" / "ann" / "math_utils.py").write_text(ANSWERS["bob"], encoding="utf-8")
    shutil.rmtree(tmp_path / "class" / "cleo")
    done = grade("similarity", graded)
    assert "it has changed since the run for: cleo, ann." in done.stderr
    assert "1 pair side by side" in done.stdout


def test_export_gives_what_scores_csv_says_also_after_the_due_date(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """Whether hidden checks count was settled when the files were made; what has changed since is told."""
    policy = "due: 2999-01-01T00:00\ntime_zone: UTC\ndrop_hidden_until_due: true\n"
    (tmp_path / "policy.yaml").write_text(policy, encoding="utf-8")
    (tmp_path / "book.csv").write_bytes(GRADEBOOK.encode())
    assert grade(*BATCH, "--policy", "policy.yaml").returncode == 0
    assert scores(graded)["ann"]["score"] == "14"
    export = ("export", "csv", graded, "--gradebook", "book.csv", "-o", "filled.csv")
    assert "due date" not in grade(*export).stderr
    memo = json.loads((graded / "run.json").read_text(encoding="ascii"))
    memo["policy"]["due"], memo["made_at"] = "2020-01-02T00:00", "2020-01-01T00:00:00Z"
    (graded / "run.json").write_text(json.dumps(memo), encoding="ascii")

    done = grade(*export)

    assert "due date has passed since the batch" in done.stderr
    assert "ann,Ann,14.00" in (tmp_path / "filled.csv").read_text(encoding="utf-8")
