"""A model answer becomes an exercise: what is in it is asked for, its examples are checks, its bodies are gone."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.authoring import Draft, draft, files_of
from grader.catalog import load_exercise
from grader.checks.value import Case, ValueCheck
from grader.errors import UsageError
from grader.exercise import Exercise
from grader.submission import Submission
from tests.authoring.trials import Believed

ANSWER = {
    "geo/__init__.py": '"""Shapes."""\n\nfrom .flat import Square, area\n\n__all__ = ["area", "Square"]\n',
    "geo/flat.py": '''
        """Flat shapes.

        >>> UNIT
        'cm'
        """

        import math

        UNIT = "cm"
        _HIDDEN = 3


        def area(width, height=1, *rest, unit, **more):
            """Give the area.

            >>> area(2, 3, unit=UNIT)
            6
            >>> area(0.5, unit=UNIT) > 0
            True
            >>> print("nothing to compare")
            nothing to compare
            """
            return width * height  # a secret


        def _private():
            return math.pi


        class Square:
            """A square.

            >>> square = Square(3)
            >>> square.corners()
            (0, 0, 3, 3)
            >>> square.grow("big")
            Traceback (most recent call last):
                ...
            ValueError: big
            """

            def __init__(self, side):
                self.side = side

            def corners(self):
                return (0, 0, self.side, self.side)

            def grow(self, by):
                raise ValueError(by)

            @property
            def half(self):
                return self.side / 2
        ''',
    "main.py": "from geo import area\n\nprint(area(2, 3, unit='m'))\n",
    "test_geo.py": "def test_area():\n    assert True\n",
    "notes.txt": "Some data.\n",
}


def answer(files: Mapping[str, str]) -> Submission:
    """An answer of these files."""
    return Submission.of({path: textwrap.dedent(text).lstrip("\n").encode() for path, text in files.items()})


@pytest.fixture
def drafted() -> Draft:
    """The draft of the answer above."""
    return draft("shapes", answer(ANSWER), Believed())


@pytest.fixture
def exercise(drafted: Draft, tmp_path: Path) -> Exercise:
    """The exercise as it is read from the files that were drafted."""
    for path, content in files_of(drafted).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return load_exercise(tmp_path / "exercises" / "shapes")


def test_what_is_there_is_asked_for(exercise: Exercise) -> None:
    """Packages, modules, functions with their parameters, classes, values, re-exports; no tests, nothing private."""
    [package] = exercise.requires.packages
    [flat] = package.modules
    [area] = flat.functions
    [square] = flat.classes

    assert exercise.requires.modules == ()
    assert (package.provides, package.exports) == (("Square", "area"), ("area", "Square"))
    assert (area.name, area.params) == ("area", ("width", "height=", "*rest", "unit", "**more"))
    assert [(each.name, each.params) for each in square.methods] == [("corners", ()), ("grow", ("by",)), ("half", None)]
    assert flat.values == ("UNIT",)


def test_examples_become_checks(exercise: Exercise) -> None:
    """What shows a plain value or an exception is asked, neither comparisons nor what asks nothing of the answer."""
    values = {each.check.id: each.check for each in exercise.plan if isinstance(each.check, ValueCheck)}

    assert values["flat"].given == "from geo.flat import UNIT"
    assert (values["flat"].ask, values["flat"].equals) == ("UNIT", "cm")
    assert values["area"].given == "from geo.flat import area, UNIT"
    assert (values["area"].ask, values["area"].equals) == ("area(2, 3, unit=UNIT)", 6)
    assert values["square"].given == "from geo.flat import Square\nsquare = Square(3)\n"
    assert values["square"].cases == (
        Case(ask="square.corners()", equals_literal="(0, 0, 3, 3)"),
        Case(ask='square.grow("big")', raises="ValueError"),
    )
    assert values.keys() == {"flat", "area", "square"}


def test_programs_must_print_the_same(exercise: Exercise) -> None:
    """What a script of the answer prints is what it must print; a test is no program."""
    [program] = [each.check for each in exercise.plan if each.check.kind == "program"]

    assert program.summary() == "`python main.py` prints what it should"


def test_the_starter_has_no_bodies(drafted: Draft) -> None:
    """Signatures and docstrings stay; no line that does something, no value, no comment behind one."""
    flat = drafted.starter["geo/flat.py"].decode()
    tree = ast.parse(flat)

    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    kept = {type(inner) for function in functions for inner in function.body}
    assert len(functions) == 6
    assert kept <= {ast.Pass, ast.Expr}
    assert "secret" not in flat
    assert "UNIT = None  # write this" in flat
    assert "Give the area." in flat
    assert drafted.starter["main.py"] == b"from geo import area\n"
    assert drafted.starter["notes.txt"] == b"Some data.\n"
    assert drafted.reference["geo/flat.py"] == answer(ANSWER).files["geo/flat.py"]


@pytest.mark.parametrize(
    ("name", "files", "words"),
    [
        ("My Exercise", {"a.py": ""}, "is no id"),
        ("mine", {"a.py": "def f(:\n"}, "Python cannot read a.py"),
        ("mine", {"src/__init__.py": "", "src/a.py": "X = 1\n"}, "The folder src/ holds packages and is none itself"),
        ("mine", {"test_a.py": "def test_a():\n    pass\n"}, "nothing to ask for"),
    ],
    ids=["id", "syntax", "src-as-package", "nothing"],
)
def test_what_cannot_be_drafted(name: str, files: dict[str, str], words: str) -> None:
    """One sentence for the author."""
    with pytest.raises(UsageError, match=words):
        draft(name, answer(files), Believed())
