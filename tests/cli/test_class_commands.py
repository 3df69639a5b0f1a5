"""`grade batch` and what follows it: export, diff, adjust, similarity, as a teacher calls them."""

from __future__ import annotations

import csv
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
    assert lines[1] == b"ann,Ann,14.00"
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


def test_diff_names_whose_score_changed_and_why(grade: Grade, graded: Path, tmp_path: Path) -> None:
    """By student, check and reason."""
    (tmp_path / "class" / "bob" / "math_utils.py").write_text(RIGHT, encoding="utf-8")
    options = ("-e", "math-utils", "-o", "run", "--sandbox", "process", "--fresh")
    assert grade("batch", "class", *options, cwd=tmp_path).returncode == 0
    done = grade("diff", f"{graded}@1", graded)
    assert done.returncode == 0, done.stderr
    assert "bob: " in done.stdout
    assert "another submission" in done.stdout
    assert "1 score differs." in done.stdout


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
