"""`grade verify` as an author calls it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.proof.authors import Author

Grade = Callable[..., subprocess.CompletedProcess[str]]
SHAPES = "exercises/shapes"


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """The author of an exercise that is right."""
    return Author(tmp_path)


@pytest.mark.usefixtures("author")
def test_a_right_exercise_is_proven(grade: Grade) -> None:
    """A row of the table, the sum, exit status 0; nothing on standard output that is no part of it."""
    done = grade("verify", SHAPES, "--sandbox", "process")

    assert done.returncode == 0, done.stdout
    heading, row, _, end = done.stdout.splitlines()
    assert heading.split()[0] == "exercise"
    assert row.split()[0] == "shapes"
    assert "x" not in row.split()
    assert end.startswith("1 of 1 exercise proven; 4 mutants, 4 noticed: 100.0%")


def test_a_wrong_one_is_not(grade: Grade, author: Author) -> None:
    """Exit status 1, and each flaw with its place: as text, as JSON, as JUnit."""
    author.change(f"{SHAPES}/exercise.yaml", "equals: 20", "equals: 21")

    done = grade("verify", SHAPES, "--sandbox", "process", "--no-mutants", "--json", "--junit", "proof.xml")
    told = grade("verify", SHAPES, "--sandbox", "process", "--no-mutants")

    assert (done.returncode, told.returncode) == (1, 1)
    document = json.loads(done.stdout)
    assert document["schema"] == "grader/proof/v1"
    assert document["proven"] is False
    flaws = {(flaw["claim"], flaw["subject"]) for each in document["exercises"] for flaw in each["flaws"]}
    assert flaws == {("reference", "areas")}
    failed = [case for case in ET.parse(author.folder / "proof.xml").iter("testcase") if len(case)]  # noqa: S314 - ours
    assert [case.get("name") for case in failed] == ["reference"]
    assert "shapes, reference: areas" in told.stdout.splitlines()
    assert "  The reference misses it in every round." in told.stdout.splitlines()


def test_survivors_are_shown_as_diffs(grade: Grade, author: Author) -> None:
    """What no check notices is shown as it would have been written."""
    author.change("solutions/shapes/reference/shapes.py", "def area", "side = 4\n\n\ndef area")

    done = grade("verify", SHAPES, "--sandbox", "process")

    assert done.returncode == 1
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "shapes, mutants: off-by-one shapes.py: side = 5" in lines
    assert {"-side = 4", "+side = 5"} <= set(lines)
    assert lines[-1] == "0 of 1 exercise proven; 5 mutants, 4 noticed: 80.0%."


def test_an_invalid_file_is_a_flaw(grade: Grade, author: Author) -> None:
    """Every defect with line and column; other exercises are proven all the same."""
    author.write("exercises/broken/exercise.yaml", "id: broken\ntitel: Broken\n")

    done = grade("verify", "exercises/broken", SHAPES, "--sandbox", "process", "--no-mutants")

    assert done.returncode == 1
    assert "exercises/broken/exercise.yaml:2:1" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 of 2 exercises proven."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such"], "There is no exercise 'no-such'."),
        ([SHAPES, "--solutions", "nowhere"], "There is no folder nowhere."),
        ([SHAPES, "--sandbox", "cellar"], "There is no sandbox 'cellar'."),
        ([SHAPES, "--sandbox", "process", "--no-mutants", "--junit", "no/where.xml"], "cannot be written"),
    ],
    ids=["exercise", "solutions", "sandbox", "junit"],
)
@pytest.mark.usefixtures("author")
def test_bad_input_is_told(grade: Grade, arguments: list[str], words: str) -> None:
    """One sentence, exit status 2."""
    done = grade("verify", *arguments)

    assert done.returncode == 2
    assert words in done.stderr


def test_solutions_may_lie_elsewhere(grade: Grade, author: Author) -> None:
    """With --solutions nothing is looked for beside the exercises."""
    (author.folder / "solutions").rename(author.folder / "answers")

    missing = grade("verify", SHAPES, "--sandbox", "process", "--no-mutants")
    found = grade("verify", SHAPES, "--sandbox", "process", "--no-mutants", "--solutions", "answers")

    assert (missing.returncode, found.returncode) == (1, 0)
    assert "There is none; put it into" in missing.stdout
