"""`grade list`, `show`, `start`, `explain`, `schema`, `sandbox status`, and start-up."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog import Catalogue, builtin_folder, json_schema
from grader.diagnosis import RULES

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


def test_own_exercises_join_the_catalogue(grade: Grade, tmp_path: Path) -> None:
    """GRADER_EXERCISES names folders with more exercises."""
    folder = tmp_path / "mine" / "own-one"
    folder.mkdir(parents=True)
    text = "id: own-one\ntitle: My own\nchecks: [{id: a, kind: file, path: a.py}]\n"
    (folder / "exercise.yaml").write_text(text, encoding="utf-8")
    done = grade("list", GRADER_EXERCISES=str(tmp_path / "mine"))
    assert "My own" in done.stdout
