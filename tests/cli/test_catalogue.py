"""`grade list`, `show`, `start`, `explain`, `schema`, `sandbox status`, and start-up."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog import Catalogue, builtin_folder, json_schema
from grader.cli.sandbox import sum_up
from grader.diagnosis import RULES
from grader.sandboxes.ability import Guard
from grader.sandboxes.selftest import Seen

Grade = Callable[..., subprocess.CompletedProcess[str]]
IDS = Catalogue((builtin_folder(),)).ids()


def test_list_names_every_exercise(grade: Grade) -> None:
    """One line each."""
    done = grade("list")
    assert done.returncode == 0
    assert all(any(line.startswith(name) for line in done.stdout.splitlines()) for name in IDS)


@pytest.mark.parametrize("name", IDS)
def test_show_prints_the_statement(grade: Grade, name: str) -> None:
    """Readable without a browser."""
    done = grade("show", name)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5


@pytest.mark.parametrize("name", IDS)
def test_start_gives_files_that_can_be_checked(grade: Grade, tmp_path: Path, name: str) -> None:
    """Starter files do not pass, and checking them says what is to be done."""
    assert grade("start", name).returncode == 0
    assert (tmp_path / name / ".grader.toml").is_file()
    done = grade("check", cwd=tmp_path / name)
    assert done.returncode == 1
    assert "Score:" in done.stdout


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A folder of exercises: `ash`, then `birch`, then `cedar`; each wants ash file, `cedar` also a hidden ash."""
    files = {"ash": "", "birch": "after: [ash]\n", "cedar": "after: [birch]\n"}
    hidden = "- {id: more, kind: file, path: more.py, visibility: hidden}\n"
    for name, after in files.items():
        (tmp_path / "course" / name / "starter").mkdir(parents=True)
        (tmp_path / "course" / name / "starter" / "read.me").write_text("", encoding="utf-8")
        checks = f"checks:\n- {{id: a, kind: file, path: {name}.py}}\n- {{id: b, kind: file, path: read.me}}\n"
        text = f"id: {name}\ntitle: The {name}\nchapter: A\n{after}{checks}{hidden if name == 'cedar' else ''}"
        (tmp_path / "course" / name / "exercise.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path / "course")


def so_far(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Of the output of `grade list`: the last column for our cedar exercises."""
    rows = [line.split() for line in done.stdout.splitlines()]
    return {row[0]: " ".join(row[4:]) for row in rows if row[1:2] == ["The"]}


def test_a_way_through_the_course(grade: Grade, tmp_path: Path, course: str) -> None:
    """`grade next` starts ash exercise after the other, from wherever the student is, and `grade list` knows."""
    where = {"GRADER_EXERCISES": course}
    work = tmp_path / "work"
    work.mkdir()
    assert so_far(grade("list", cwd=work, **where)) == {"ash": "next", "birch": "after ash", "cedar": "after birch"}
    assert "`grade next` starts ash." in grade("list", cwd=work, **where).stdout

    assert "The ash: 1 file in ash." in grade("next", cwd=work, **where).stdout
    assert so_far(grade("list", cwd=work, **where))["ash"] == "started"
    assert grade("check", cwd=work / "ash", **where).returncode == 1
    assert "work in ash, then run `grade check` there" in grade("next", cwd=work, **where).stdout

    (work / "ash" / "ash.py").touch()
    assert grade("check", cwd=work / "ash", **where).returncode == 0
    assert so_far(grade("list", cwd=work, **where)) == {"ash": "done", "birch": "next", "cedar": "after birch"}

    assert "The birch: 1 file in ../birch." in grade("next", cwd=work / "ash", **where).stdout
    assert (work / "birch" / ".grader.toml").is_file()
    assert so_far(grade("list", cwd=work / "birch", **where)) == {
        "ash": "done",
        "birch": "started",
        "cedar": "after birch",
    }


def test_done_is_what_passes_all_that_is_seen(grade: Grade, tmp_path: Path, course: str) -> None:
    """Some of the checks are not enough; the hidden ones are none of the student's business here. It stays done."""
    where = {"GRADER_EXERCISES": course}
    assert grade("start", "cedar", "here", **where).returncode == 0
    folder = tmp_path / "here"
    assert grade("check", "--only", "b", cwd=folder, **where).returncode == 0
    assert so_far(grade("list", **where))["cedar"] == "started"

    (folder / "cedar.py").touch()
    assert grade("check", cwd=folder, **where).returncode == 1
    assert so_far(grade("list", **where))["cedar"] == "done"

    (folder / "cedar.py").unlink()
    marker = (folder / ".grader.toml").read_text(encoding="utf-8")
    assert grade("check", cwd=folder, **where).returncode == 1
    assert so_far(grade("list", **where))["cedar"] == "done"
    assert (folder / ".grader.toml").read_text(encoding="utf-8") == marker


def test_check_marks_no_folder_of_another_exercise(grade: Grade, tmp_path: Path, course: str) -> None:
    """Nothing is written where there is no marker, or ash of another exercise."""
    where = {"GRADER_EXERCISES": course}
    assert grade("start", "birch", "here", **where).returncode == 0
    (tmp_path / "here" / "ash.py").touch()
    (tmp_path / "bare").mkdir()
    for name in ("ash.py", "read.me"):
        (tmp_path / "bare" / name).touch()
    assert grade("check", "here", "-e", "ash", **where).returncode == 0
    assert grade("check", "bare", "-e", "ash", **where).returncode == 0

    assert not (tmp_path / "bare" / ".grader.toml").exists()
    assert so_far(grade("list", **where)) == {"ash": "next", "birch": "started", "cedar": "after birch"}


def test_next_takes_a_folder(grade: Grade, tmp_path: Path, course: str) -> None:
    """As `grade start` does; whoever names ash gets a second start."""
    for name in ("mine", "again"):
        assert f"The ash: 1 file in {name}." in grade("next", name, GRADER_EXERCISES=course).stdout
        assert (tmp_path / name / "read.me").is_file()
    assert "is there already" in grade("next", "again", GRADER_EXERCISES=course).stderr


def test_list_names_a_circle(grade: Grade, tmp_path: Path, course: str) -> None:
    """An order that does not work out is the author's to mend: exit status 2, file and line."""
    file = tmp_path / "course" / "ash" / "exercise.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "after: [cedar]\n", encoding="utf-8")
    done = grade("list", GRADER_EXERCISES=course)
    assert done.returncode == 2
    assert "exercise.yaml:7:9: the exercises come after each other in a circle" in done.stderr


def test_explain_tells_a_diagnosis(grade: Grade) -> None:
    """What it is, why, and an example."""
    done = grade("explain", "package/init-missing")
    assert done.returncode == 0
    assert "__init__.py" in done.stdout
    assert len(done.stdout.splitlines()) >= 8


def test_explain_alone_lists_all_codes(grade: Grade) -> None:
    """So that one can look around."""
    listed = grade("explain").stdout
    assert all(rule.code in listed for rule in RULES)


def test_schema_prints_json(grade: Grade) -> None:
    """The same schema that the exercises point to."""
    assert json.loads(grade("schema").stdout) == json_schema()


def test_sandbox_status_says_what_is_missing(grade: Grade) -> None:
    """Without an engine the process sandbox is still ready, and the exit status says that docker is not."""
    done = grade("sandbox", "status", DOCKER_HOST="unix:///nonexistent.sock")
    assert done.returncode == 3
    assert "docker: cannot be used here" in done.stdout
    assert "process: ready" in done.stdout


def test_sandbox_selftest_proves_the_promises(grade: Grade) -> None:
    """One line for each protection, whether it was tried or not, and exit status 0 when all hold that are promised."""
    done = grade("sandbox", "selftest", "--sandbox", "process")
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(lines) == len(Guard) + 1
    assert {line.split()[1] for line in lines[:-1]} == set(Guard)
    assert "  --  network " in done.stdout
    assert lines[-1].endswith("promises hold.")


def test_sandbox_selftest_that_finds_a_hole(capsys: pytest.CaptureFixture[str]) -> None:
    """What does not hold is named at the end, and the exit status says so."""
    seen = [Seen(Guard.CLOCK, True, "."), Seen(Guard.DISK, False, "."), Seen(Guard.NETWORK, None, ".")]
    assert sum_up(seen) == 3
    assert "1 of 2 promises do not hold: disk." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--sandbox", "cloud"), 2, "There is no sandbox 'cloud'"),
        (("--sandbox", "docker"), 3, "No Docker engine answers"),
    ],
)
def test_sandbox_selftest_without_a_sandbox(grade: Grade, options: tuple[str, ...], status: int, words: str) -> None:
    """One sentence, and nothing is said to hold."""
    done = grade("sandbox", "selftest", *options, DOCKER_HOST="unix:///nonexistent.sock")
    assert done.returncode == status
    assert words in done.stderr
    assert done.stdout == ""


@pytest.mark.docker
@pytest.mark.parametrize("how", ["option", "setting"])
def test_runtime_that_the_engine_does_not_have(grade: Grade, how: str) -> None:
    """Whoever asks for a stronger wall gets it or a sentence, and never a weaker one in silence."""
    options = ("--runtime", "no-such-runtime") if how == "option" else ()
    variables = {"GRADER_RUNTIME": "no-such-runtime"} if how == "setting" else {}
    for command in (("selftest",), ("status",)):
        done = grade("sandbox", *command, *options, **variables)
        assert done.returncode == 3
        assert "The Docker engine has no runtime 'no-such-runtime'. It has: " in done.stdout + done.stderr


@pytest.mark.docker
def test_runtime_of_a_check_and_of_a_class(grade: Grade, tmp_path: Path) -> None:
    """The option reaches the engine from both doors."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "math_utils.py").write_text("", encoding="utf-8")
    options = ("-e", "math-utils", "--sandbox", "docker", "--runtime", "no-such-runtime")
    for command in (("check", "class/ada"), ("batch", "class", "-o", "run")):
        done = grade(*command, *options)
        assert done.returncode == 3
        assert "has no runtime 'no-such-runtime'" in done.stderr


def test_own_exercises_join_the_catalogue(grade: Grade, tmp_path: Path) -> None:
    """GRADER_EXERCISES names folders with more exercises."""
    folder = tmp_path / "mine" / "own-one"
    folder.mkdir(parents=True)
    text = "id: own-one\ntitle: My own\nchecks: [{id: a, kind: file, path: a.py}]\n"
    (folder / "exercise.yaml").write_text(text, encoding="utf-8")
    done = grade("list", GRADER_EXERCISES=str(tmp_path / "mine"))
    assert "My own" in done.stdout
