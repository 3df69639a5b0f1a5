"""The exercises of the catalogue ask what their statements say, and no sham answer gets past them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.check import Visibility
from grader.checks.value import ValueCheck
from grader.exercise import Exercise
from grader.grading import grade
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import Submission

FOLDER = Path(__file__).resolve().parent.parent / "exercises"
EXERCISES = tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


def passed_checks(exercise: Exercise, files: dict[str, str]) -> set[str]:
    """Ids of the checks that these files pass on this machine."""
    submission = Submission.of({path: text.encode() for path, text in files.items()})
    report = grade(exercise, submission, make_sandbox(SandboxKind.PROCESS, SandboxSetup()))
    return {result.id for result in report.results if result.finding.passed}


SHAMS = (
    "0",
    "5",
    "8",
    "15",
    "''",
    "a",
    "b",
    "-a",
    "a + a",
    "a * b",
    "b - a",
    "-(a + b)",
    "abs(a) + abs(b)",
    "abs(a - b)",
    "max(a, b)",
    "int(1)",
    "[][0]",
    "exit()",
)
"""bodies of functions that no check on add or subtract may take for an answer"""


@pytest.mark.parametrize("sham", SHAMS)
def test_no_sham_passes_a_check_on_numbers(sham: str) -> None:
    """A constant, an exception, the right type, one operand or a slip in the sign passes no value check."""
    exercise = load_exercise(FOLDER / "math-utils")
    source = f"def add(a, b):\n    return {sham}\n\n\nsubtract = add\n"

    passed = passed_checks(exercise, {"math_utils.py": source})

    values = {planned.check.id for planned in exercise.plan if isinstance(planned.check, ValueCheck)}
    assert values
    assert not values & passed
    assert "defines:math_utils.add" in passed


@pytest.mark.parametrize("sham", ["'HELLO!'", "text", "text + '!'", "text.upper()", "text.title() + '!'", "text[0]"])
def test_no_sham_passes_a_check_on_texts(sham: str) -> None:
    """A constant, the text itself or half of the work passes no value check on shout."""
    files = {"__init__.py": "", "math_utils.py": "", "string_utils.py": f"def shout(text):\n    return {sham}\n"}

    passed = passed_checks(
        load_exercise(FOLDER / "mypackage"), {f"mypackage/{name}": text for name, text in files.items()}
    )

    assert "defines:mypackage.string_utils.shout" in passed
    assert not passed & {"shout-out-loud", "shout-drawn-texts", "module-from-package", "name-from-module"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_statement_tells_how_to_check(exercise: str) -> None:
    """A statement shows the tree to hand in, an example, the command, and where to read on in Python's own words."""
    text = (FOLDER / exercise / "statement.md").read_text(encoding="utf-8")

    assert text.startswith("# ")
    assert "## What to hand in" in text
    assert "grade check" in text
    assert "https://docs.python.org/3/" in text or "https://packaging.python.org/" in text


def test_math_utils_names_functions_in_ids() -> None:
    """Each value check of math-utils has the name of its function as a word in its id (CONTRACTS.md, rule 16)."""
    plan = load_exercise(FOLDER / "math-utils").plan
    ids = [planned.check.id for planned in plan if isinstance(planned.check, ValueCheck)]

    assert ids
    assert all({"add", "subtract"} & set(name.split("-")) for name in ids)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_written_checks_have_hints(exercise: str) -> None:
    """Whoever is stuck at a check that an author wrote can open a hint."""
    written = [planned.check for planned in load_exercise(FOLDER / exercise).plan if ":" not in planned.check.id]

    assert written
    assert [check.id for check in written if not check.hints] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_there_are_public_and_hidden_checks(exercise: str) -> None:
    """Of those that an author wrote: the examples are settled in the open, and more than the examples is asked."""
    written = [planned.check for planned in load_exercise(FOLDER / exercise).plan if ":" not in planned.check.id]

    assert {Visibility.PUBLIC, Visibility.HIDDEN} <= {check.visibility for check in written}
