"""What `grade new` drafts, tried with the model answer: what becomes a check holds, and what cannot is told."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.checks.distribution import DistributionCheck
from grader.checks.value import Case, ValueCheck
from grader.cli.drafting import NO_POINTS, draft_exercise
from grader.exercise import Exercise
from grader.grading import grade
from grader.report import Report
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import read_submission

SOLUTIONS = Path(__file__).resolve().parent.parent.parent / "solutions"
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "geo"
version = "0.2.0"
description = "Shapes."

[project.scripts]
geo = "geo:main"
"""


@dataclass(frozen=True)
class Drafted:
    """An exercise as it is read from the files of its draft, and what its author was told."""

    exercise: Exercise
    told: tuple[str, ...]
    reference: Path

    def graded(self, folder: Path | None = None) -> Report:
        """The report of the model answer, or of another folder."""
        answer = read_submission(folder or self.reference, self.exercise.asked_names)
        return grade(self.exercise, answer, make_sandbox(SandboxKind.PROCESS, SandboxSetup()))

    def cases(self, check: str) -> tuple[Case, ...]:
        """What a value check asks."""
        [found] = [each.check for each in self.exercise.plan if each.check.id == check]
        assert isinstance(found, ValueCheck)
        return found.cases or (Case.model_validate({"ask": found.ask, **_expected(found)}),)

    def functions(self, name: str) -> list[tuple[str, tuple[str, ...] | None]]:
        """The functions of a module that are asked for, with their parameters."""
        [module] = [module for dotted, module in self.exercise.requires.walk() if dotted == name]
        return [(each.name, each.params) for each in module.functions]


def _expected(check: ValueCheck) -> dict[str, object]:
    return {name: getattr(check, name) for name in check.given_expectations()}


Drafting = Callable[[Mapping[str, str]], Drafted]


@pytest.fixture
def drafting(tmp_path: Path) -> Drafting:
    """Draft an exercise of these files."""

    def drafted(files: Mapping[str, str]) -> Drafted:
        for path, text in files.items():
            target = tmp_path / "model" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return _drafted("mine", tmp_path / "model", tmp_path)

    return drafted


def _drafted(name: str, source: Path, folder: Path) -> Drafted:
    told = draft_exercise(name, source, folder)
    return Drafted(load_exercise(folder / "exercises" / name), told, folder / "solutions" / name / "reference")


@pytest.mark.parametrize("name", sorted(path.name for path in SOLUTIONS.iterdir() if path.is_dir()))
def test_every_draft_accepts_its_own_reference(name: str, tmp_path: Path) -> None:
    """Whatever the shape of the answer: full marks, and where there are none to be had the author is told."""
    drafted = _drafted(name, SOLUTIONS / name / "reference", tmp_path)

    results = drafted.graded().results

    assert [(each.id, each.finding.message) for each in results if not each.finding.passed] == []
    assert any(each.max_score for each in results) or NO_POINTS in drafted.told


def test_what_is_printed_is_asked_as_a_value(drafting: Drafting) -> None:
    """A number prints like its text: what the answer gives decides which of them is asked for."""
    drafted = drafting(
        {
            "count.py": '''
            class Tally:
                def __str__(self):
                    return "one tally"

            def count(text):
                """
                >>> print(count("aa"))
                2
                """
                return len(text)

            def shown(number):
                """
                >>> print(shown(2))
                2
                >>> print((shown(1), 2))
                ('1', 2)
                >>> print(Tally())
                one tally
                """
                return str(number)
            '''
        }
    )

    assert drafted.cases("count") == (Case(ask='count("aa")', equals=2),)
    assert drafted.cases("shown") == (
        Case(ask="shown(2)", equals="2"),
        Case(ask="(shown(1), 2)", equals_literal="('1', 2)"),
        Case(ask="str(Tally())", equals="one tally"),
    )
    assert drafted.told == ()


EXAMPLES = {
    "for number in (1, 2):\n...     print(number)\n1\n2": "it is a statement",
    "Thing()\n<Thing>": "no plain value",
    "f(1) > 0\nTrue": "it compares",
    "list(range(9))  # doctest: +ELLIPSIS\n[0, ..., 8]": "shortened",
    "1 + 1\n2": "nothing of the answer",
    "f(7)  # doctest: +SKIP\n7": "skipped",
    'print(f(1), "b")\n1 b': "more than one thing",
    "f(1)\n2": "does not give what it shows",
    "f(None).real\nTraceback (most recent call last):\n  ...\nmine.Odd: x": "none of Python's own",
}


@pytest.mark.parametrize(("example", "why"), EXAMPLES.items(), ids=EXAMPLES.values())
def test_examples_that_are_no_checks_are_told(drafting: Drafting, example: str, why: str) -> None:
    """How many, where they stand, and why."""
    shown = textwrap.indent(f">>> f(3)\n3\n>>> {example}", "    ")
    source = f'def f(a):\n    """Give it back.\n\n{shown}\n    """\n    return a\n\nclass Thing:\n    pass\n'

    drafted = drafting({"mine.py": source})

    first, line = drafted.told
    assert first == "1 of 2 examples in docstrings could not become checks:"
    assert line.startswith("  mine.py, line 6: ")
    assert why in line
    assert drafted.cases("f") == (Case(ask="f(3)", equals=3),)


def test_what_shows_nothing_keeps_its_place(drafting: Drafting) -> None:
    """A call that changes something is made where it stands; directives are no part of what is asked."""
    drafted = drafting(
        {
            "cart.py": '''
            class Cart:
                """
                >>> cart = Cart()
                >>> cart.add(3)
                >>> cart.total()  # doctest: +NORMALIZE_WHITESPACE
                3
                >>> cart.add(4)
                >>> cart.total()
                7
                """
                def __init__(self):
                    self.items = []
                def add(self, item):
                    self.items.append(item)
                def total(self):
                    return sum(self.items)
            '''
        }
    )

    assert drafted.cases("cart") == (
        Case(ask="cart.total()", equals=3),
        Case(ask="cart.add(4)", equals=None),
        Case(ask="cart.total()", equals=7),
    )


def test_a_name_that_is_bound_anew_begins_a_new_check(drafting: Drafting) -> None:
    """Where the order matters, what is asked after a statement comes after all that stands before it."""
    drafted = drafting(
        {
            "boxes.py": '''
            class Box:
                """
                >>> box = Box()
                >>> box.size
                1
                >>> box.grow()
                >>> box.size = box.size + 4
                >>> box.size
                6
                >>> box.sizes({"a": 1})
                [6, {'a': 1}]
                """
                size = 1
                def sizes(self, more):
                    return [self.size, more]
                def grow(self):
                    self.size += 1
            '''
        }
    )

    first, second = (each.check for each in drafted.exercise.plan if isinstance(each.check, ValueCheck))
    assert (first.ask, first.equals) == ("box.size", 1)
    assert second.cases == (Case(ask="box.size", equals=6), Case(ask='box.sizes({"a": 1})', equals=[6, {"a": 1}]))
    assert second.given.splitlines()[1:] == ["box = Box()", "box.grow()", "box.size = box.size + 4"]
    assert drafted.told == ()


def test_what_comes_by_a_star_is_asked(drafting: Drafting) -> None:
    """By `__all__` where there is one, else all public names, also those that come from further inside."""
    drafted = drafting(
        {
            "geo/__init__.py": """
            from .volume import *
            from .flat import *
            from . import volume

            __all__ = [*volume.__all__]
            """,
            "geo/volume.py": """
            __all__ = ["cube"]

            def cube(a):
                return a**3

            def ball(r):
                return r
            """,
            "geo/flat.py": """
            import math
            from .lines import *

            UNIT = 1
            _HIDDEN = 2

            def area(a):
                return math.pi
            """,
            "geo/lines.py": """
            def length(a):
                return a
            """,
        }
    )

    [package] = drafted.exercise.requires.packages
    assert package.provides == ("cube", "length", "UNIT", "area")
    assert package.exports is None
    assert "  geo/__init__.py, line 5: __all__ - it is no plain list of names" in drafted.told
    assert all(each.finding.passed for each in drafted.graded().results)


def test_lambdas_are_functions_and_async_functions_are_told(drafting: Drafting, tmp_path: Path) -> None:
    """The starter has neither the body of a lambda nor a value that cannot be taken apart."""
    drafted = drafting(
        {
            "mine.py": '''
            plus = (lambda a, *, by=1: a + by)  # secret
            low, (mid, *high) = 1, (2, 3)

            async def fetch(address):
                """
                >>> import asyncio
                >>> asyncio.run(fetch("x"))
                'x'
                """
                return address

            class Box:
                async def open(self):
                    pass

            if low:
                def hidden():
                    pass
            '''
        }
    )

    starter = tmp_path / "exercises" / "mine" / "starter"
    [module] = drafted.exercise.requires.modules
    assert drafted.functions("mine") == [("plus", ("a", "by="))]
    assert module.values == ("low", "mid", "high")
    assert "plus = lambda a, *, by=1: None  # write this\n" in (starter / "mine.py").read_text(encoding="utf-8")
    assert [line.split(" - ")[0] for line in drafted.told[1:]] == [
        "  mine.py, line 4: fetch",
        "  mine.py, line 13: Box.open",
        "  mine.py, line 17: hidden",
    ]
    assert drafted.cases("fetch") == (Case(ask='asyncio.run(fetch("x"))', equals="x"),)
    assert all(each.finding.passed for each in drafted.graded().results)
    assert {each.id for each in drafted.graded(starter).results if not each.finding.passed} == {"fetch"}


def test_a_project_is_asked_where_it_lies(drafting: Drafting, tmp_path: Path) -> None:
    """Modules below src/ are asked as files with names, the pyproject.toml as a distribution; its command is told."""
    area = '"""Areas.\n\n>>> area(2)\n4\n"""\n\nfrom .flat import area\n\ndef main():\n    print(area(2))\n'
    drafted = drafting(
        {
            "pyproject.toml": PYPROJECT,
            "src/geo/__init__.py": area,
            "src/geo/flat.py": "def area(a):\n    return a * a\n",
            "tests/test_geo.py": "def test_area():\n    pass\n",
        }
    )

    checks = {each.check.id: each.check for each in drafted.exercise.plan}
    project, wheel = checks["project"], checks["wheel"]
    assert isinstance(project, DistributionCheck)
    assert isinstance(wheel, DistributionCheck)
    assert (project.name, project.version, project.declares) == ("geo", "0.2.0", ("description",))
    assert wheel.holds == ("geo/__init__.py", "geo/flat.py")
    assert checks["names-geo"].summary() == "geo has main(), area"
    assert checks["geo"].needs == ("file-geo",)
    assert "  pyproject.toml, line 11: the command geo" in "\n".join(drafted.told)
    assert {each.id for each in drafted.graded().results if not each.finding.passed} == set()
    lost = tmp_path / "lost"
    (lost / "src" / "geo").mkdir(parents=True)
    (lost / "src" / "geo" / "__init__.py").write_text("def main(): pass\n", encoding="utf-8")
    passed = {each.id for each in drafted.graded(lost).results if each.finding.passed}
    assert passed == {"file-geo"}


def test_programs_that_are_no_checks_are_told(drafting: Drafting) -> None:
    """One that waits for input, one that prints nothing; a module that works in silence is a module."""
    drafted = drafting(
        {
            "ask.py": 'def main():\n    print(input())\n\nif __name__ == "__main__":\n    main()\n',
            "__main__.py": "print('whole folder')\n",
            "many.py": "from quiet import known\n\nfor name in known:\n    print(name)\n",
            "quiet.py": 'known = ["a"]\nfor name in ("b", "c"):\n    known.append(name)\n',
        }
    )

    assert [module.name for module in drafted.exercise.requires.modules] == ["ask", "quiet"]
    assert [each.check.id for each in drafted.exercise.plan if each.check.kind == "program"] == [
        "runs-main-py",
        "runs-many-py",
    ]
    assert drafted.told[1].startswith("  ask.py, line 1: python ask.py - it does not end well without input")


def test_a_file_that_cannot_be_imported_is_asked_as_a_file(drafting: Drafting) -> None:
    """A hyphen keeps Python from importing it, and `requires` from naming it."""
    drafted = drafting({"my-tool.py": "def f():\n    return 1\n", "tool.py": "def f():\n    return 1\n"})

    assert "file-my-tool" in {each.check.id for each in drafted.exercise.plan}
    assert "  my-tool.py, line 1: my-tool - no import statement can have this name" in drafted.told
    assert all(each.finding.passed for each in drafted.graded().results)


def test_a_pyproject_that_is_none_is_told(drafting: Drafting) -> None:
    """It may be there for the author's own tools; then nothing is asked of it."""
    drafted = drafting({"pyproject.toml": "[tool.ruff]\nline-length = 100\n", "mine.py": "X = 1\n"})

    assert [module.name for module in drafted.exercise.requires.modules] == ["mine"]
    assert [each.check.id for each in drafted.exercise.plan if each.check.kind == "distribution"] == []
    assert any(line.startswith("  pyproject.toml, line 1: ") for line in drafted.told)
