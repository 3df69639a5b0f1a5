"""`grade check`: what a student sees, what a script reads, and how bad input ends."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from grader.reports.document import json_schema
from tests.proof.authors import Author

Grade = Callable[..., subprocess.CompletedProcess[str]]
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""what plain output may never hold: control characters but tab and newline, C1, bidi, surrogates"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """A right answer to math-utils."""
    text = "def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n"
    return write(tmp_path / "answer", {"math_utils.py": text})


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """An answer to math-utils whose `add` prints."""
    text = "def add(a, b):\n    print(a + b)\n\n\ndef subtract(a, b):\n    return a - b\n"
    return write(tmp_path / "wrong", {"math_utils.py": text})


def test_right_answer_passes(grade: Grade, answer: Path) -> None:
    """Exit status 0, full marks, and nothing on standard error."""
    done = grade("check", answer, "-e", "math-utils")
    assert (done.returncode, done.stderr) == (0, "")
    score = re.search(r"Score: (\d+) of (\d+)", done.stdout)
    assert score
    assert score[1] == score[2]


def test_wrong_answer_is_explained(grade: Grade, wrong: Path) -> None:
    """The first root cause is told whole: what was asked, expected, got, the diagnosis and what to do."""
    done = grade("check", wrong, "-e", "math-utils")
    assert done.returncode == 1
    for part in ("function/prints-instead-of-returns", "Asked", "Expected", "Got", "Why", "Next", "line "):
        assert part in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_output_is_plain_where_it_is_no_terminal(grade: Grade, tmp_path: Path) -> None:
    """No control characters reach a pipe, and no line begins with a student's words."""
    nasty = "\x1b[2J\u202eevil\x00\x08 <script>"
    text = f"def add(a, b):\n    return {nasty!r}\n\ndef subtract(a, b):\n    raise ValueError('INJECTED\\nINJECTED')\n"
    write(tmp_path / "x", {"math_utils.py": text + f"# {nasty}\n"})
    for options in ((), ("--all",), ("--json",)):
        done = grade("check", "x", "-e", "math-utils", *options)
        assert done.returncode == 1
        assert not FORBIDDEN.search(done.stdout)
        assert not any(line.startswith("INJECTED") for line in done.stdout.splitlines())


def test_all_tells_every_failure(grade: Grade, tmp_path: Path) -> None:
    """Without --all one story, with it one for each check that failed by itself."""
    write(tmp_path / "x", {"math_utils.py": "def add(a, b):\n    return 0\n\ndef subtract(a, b):\n    return 0\n"})
    short, long = grade("check", "x", "-e", "math-utils"), grade("check", "x", "-e", "math-utils", "--all")
    assert short.stdout.count("  Expected") == 1
    assert long.stdout.count("  Expected") > 1


@pytest.mark.parametrize("name", ["answer", "wrong"])
def test_json_follows_its_schema(grade: Grade, request: pytest.FixtureRequest, name: str) -> None:
    """Standard output is one document that the committed schema accepts, and nothing else."""
    done = grade("check", request.getfixturevalue(name), "-e", "math-utils", "--json")
    document = json.loads(done.stdout, parse_constant=pytest.fail)
    jsonschema.validate(document, json_schema())
    assert document["schema"] == "grader/report/v1"
    assert document["sandbox"]["kind"] == "process"
    assert document["submission"]["files"] == ["math_utils.py"]


def test_committed_report_schema_is_that_of_the_models(root: Path) -> None:
    """The file in the repository is what `grade schema report` prints."""
    committed = json.loads((root / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema()


def test_json_of_a_rejected_archive_is_a_report(grade: Grade, tmp_path: Path) -> None:
    """The reason stands in the document and on standard error; exit status 2."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../evil.py", "x = 1")
    done = grade("check", "x.zip", "-e", "math-utils", "--json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, json_schema())
    assert done.returncode == 2
    assert document["score"] == 0
    assert document["rejected"] in done.stderr
    assert {check["verdict"] for check in document["checks"]} == {"not_checked"}


def test_junit_file_counts_failures(grade: Grade, wrong: Path, tmp_path: Path) -> None:
    """What was not passed is a failure or an error, never a skip."""
    grade("check", wrong, "-e", "math-utils", "--junit", tmp_path / "out.xml")
    suite = ET.parse(tmp_path / "out.xml").getroot()[0]  # noqa: S314 - written by us
    assert int(suite.attrib["failures"]) + int(suite.attrib["errors"]) > 0
    assert suite.attrib["skipped"] == "0"
    assert len(suite) == int(suite.attrib["tests"])


def test_only_runs_a_check_and_what_it_needs(grade: Grade, answer: Path) -> None:
    """Nothing else is in the report."""
    done = grade("check", answer, "-e", "math-utils", "--only", "defines:math_utils.add", "--json")
    ids = [check["id"] for check in json.loads(done.stdout)["checks"]]
    assert ids == ["layout:math_utils", "defines:math_utils.add"]


def test_only_with_a_slip_names_the_nearest(grade: Grade, answer: Path) -> None:
    """An unknown id is bad input."""
    done = grade("check", answer, "-e", "math-utils", "--only", "layout:math_util")
    assert done.returncode == 2
    assert "Did you mean layout:math_utils?" in done.stderr


def test_hints_open_one_by_one(grade: Grade, wrong: Path) -> None:
    """Each call with --hint shows the next hint of the first failed check."""
    first, second = (grade("check", wrong, "-e", "math-utils", "--hint").stdout for _ in range(2))
    assert "(hint 1 of " in first
    assert "(hint 2 of " in second


def test_a_newcomer_can_open_a_hint(grade: Grade, tmp_path: Path) -> None:
    """Right after `grade start` the first failed check is one that follows from `requires`; it has hints, too."""
    grade("start", "math-utils", "work")

    first = grade("check", "--hint", cwd=tmp_path / "work").stdout

    assert "(hint 1 of 2)" in first
    assert "`--hint` opens a hint" in first


def test_no_hint_is_offered_where_there_is_none(grade: Grade, tmp_path: Path) -> None:
    """An author need not write hints; then nothing is said of them."""
    author = Author(tmp_path)
    author.write("answer/shapes.py", "def area(width, height):\n    return width + height\n")

    done = grade("check", "answer", "-e", "exercises/shapes")

    assert "`grade check --all` tells every failure." in done.stdout
    assert "--hint" not in done.stdout


def test_exercise_is_found_by_marker_file(grade: Grade, tmp_path: Path) -> None:
    """`grade start` leaves a marker, so that `grade check` needs no option, also from a folder below."""
    assert grade("start", "mypackage", "work").returncode == 0
    assert "Your first package" in grade("check", cwd=tmp_path / "work").stdout
    (tmp_path / "work" / "sub").mkdir()
    assert "Your first package" in grade("check", cwd=tmp_path / "work" / "sub").stdout


def test_exercise_is_found_by_folder_name(grade: Grade, answer: Path, tmp_path: Path) -> None:
    """A folder named for the exercise needs no option; a slip in the name is met with a suggestion."""
    answer.rename(tmp_path / "math-utils")
    assert grade("check", "math-utils").returncode == 0
    (tmp_path / "math-utils").rename(tmp_path / "math_utils")
    done = grade("check", "math_utils")
    assert done.returncode == 2
    assert "Did you mean -e math-utils?" in done.stderr


BAD_INPUT = {
    "missing path": (["check", "nowhere", "-e", "math-utils"], "There is no nowhere."),
    "missing exercise": (["check", ".", "-e", "math-util"], "Did you mean math-utils?"),
    "no exercise named": (["check", "empty"], "Name the exercise with -e"),
    "empty folder": (["check", "empty", "-e", "math-utils"], "empty"),
    "no archive": (["check", "page.zip", "-e", "math-utils"], "page.zip"),
    "broken exercise": (["check", "empty", "-e", "broken"], "exercise.yaml:2:1: unknown key 'titel'"),
    "unknown sandbox": (["check", "page.zip", "-e", "math-utils", "--sandbox", "cloud"], "There is no sandbox 'cloud'"),
    "unwritable junit": (
        ["check", "answer", "-e", "math-utils", "--junit", "no/such/x.xml"],
        "x.xml cannot be written",
    ),
    "unknown diagnosis": (["explain", "package/init-mising"], "Did you mean package/init-missing?"),
    "unknown id to show": (["show", "mypackag"], "Did you mean mypackage?"),
    "start over files": (["start", "math-utils", "answer"], "is there already"),
}


@pytest.mark.parametrize(("arguments", "sentence"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_gets_a_sentence(
    grade: Grade, tmp_path: Path, answer: Path, arguments: list[str], sentence: str
) -> None:
    """Exit status 2, one clear sentence on standard error, no traceback."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.zip").write_text("<html>Log in</html>", encoding="utf-8")
    write(tmp_path / "broken", {"exercise.yaml": "id: broken\ntitel: x\n"})
    write(answer, {".grader.toml": 'exercise = "math-utils"\n'})
    done = grade(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_engine_is_our_fault_and_says_what_to_do(grade: Grade, answer: Path) -> None:
    """Exit status 3, no score, one line."""
    done = grade("check", answer, "-e", "math-utils", "--sandbox", "docker", DOCKER_HOST="unix:///nonexistent.sock")
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Docker" in done.stderr


def test_interrupt_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C during a check ends it with the usual status and leaves no process behind."""
    marker = f"import time\nprint('x', end='', file=open({str(tmp_path / 'started')!r}, 'w'))\ntime.sleep(60)\n"
    write(tmp_path / "x", {"math_utils.py": marker})
    (tmp_path / "x").chmod(0o777)
    tmp_path.chmod(0o777)
    command = [sys.executable, "-m", "grader", "check", str(tmp_path / "x"), "-e", "math-utils"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        deadline = time.monotonic() + 30
        while not _children(process.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted." in errors
    assert "Traceback" not in errors


def _children(pid: int) -> list[str]:
    """Of any of its threads."""
    return [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def test_watch_checks_again_after_a_save(answer: Path) -> None:
    """A second report comes after the file was saved with a mistake; Ctrl-C ends the watch."""
    command = [sys.executable, "-u", "-m", "grader", "check", str(answer), "-e", "math-utils", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        assert "Watching" in process.stderr.readline()
        (answer / "math_utils.py").write_text("def add(a, b): return 0\n", encoding="utf-8")
        lines = iter(process.stdout.readline, "")
        scores = [line for line in _until(lines, "Score", 2) if "Score" in line]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert scores[0] != scores[1]
    assert process.returncode == 130


def test_watch_is_not_woken_by_its_own_marker(grade: Grade, answer: Path) -> None:
    """A first right answer is noted in the folder that is watched; the next report comes after the next save."""
    write(answer, {".grader.toml": 'exercise = "math-utils"\n'})
    command = [sys.executable, "-u", "-m", "grader", "check", str(answer), "-e", "math-utils", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        assert "Watching" in process.stderr.readline()
        listed = grade("list", cwd=answer.parent)
        (answer / "math_utils.py").write_text("def add(a, b): return 0\n", encoding="utf-8")
        lines = iter(process.stdout.readline, "")
        scores = [line for line in _until(lines, "Score", 2) if "Score" in line]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert "done" in listed.stdout
    assert scores[0] != scores[1]


def _until(lines: object, word: str, count: int) -> list[str]:
    found: list[str] = []
    for line in lines:  # type: ignore[attr-defined]  # an iterator of lines
        found.append(line)
        if sum(word in each for each in found) == count:
            return found
    return found
