"""Check kind `distribution`: the tables, the wheel, the command."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.report import Report, Verdict

Grading = Callable[[str, dict[str, str]], Report]

BUILD = '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n'
PROJECT = '\n[project]\nname = "greet-me"\nversion = "1.0"\n'
SCRIPT = '\n[project.scripts]\ngreet = "greet_me.cli:main"\n'
DATA = '\n[tool.setuptools.package-data]\ngreet_me = ["*.txt"]\n'
ALL = BUILD + PROJECT + SCRIPT + DATA
CLI = """
import sys
from importlib.metadata import version
from pathlib import Path

def main():
    word = (Path(__file__).parent / "word.txt").read_text(encoding="utf-8")
    print(word, *sys.argv[1:], input())
    print(version("greet-me"), sys.argv[0])
    return 3
"""
TREE = {"src/greet_me/__init__.py": "", "src/greet_me/cli.py": CLI, "src/greet_me/word.txt": "Hello"}
RUN = (
    "kind: distribution, script: greet, args: [Ada], stdin: 'ok', exit_status: 3, "
    'stdout: {equals: "Hello Ada ok\\n1.0 greet\\n"}'
)


def one(check: str) -> str:
    """An exercise with this one check."""
    return f"checks:\n- {{id: it, {check}}}"


ROWS = {
    "valid": ("kind: distribution", ALL, TREE, None),
    "valid without code": ("kind: distribution", BUILD + PROJECT, {}, None),
    "invalid": ("kind: distribution", PROJECT, TREE, "no table `[build-system]`"),
    "no toml": ("kind: distribution", "[project", TREE, "Python cannot read line 1 of `pyproject.toml`"),
    "name": ("kind: distribution, name: Greet.Me", ALL, TREE, None),
    "other name": ("kind: distribution, name: hello", ALL, TREE, "The name of the project is greet-me"),
    "version": ("kind: distribution, version: '1.0'", ALL, TREE, None),
    "other version": ("kind: distribution, version: '2.0'", ALL, TREE, "asks for 2.0"),
    "version that the backend finds out": (
        "kind: distribution, version: '2.0'",
        ALL.replace('version = "1.0"', 'dynamic = ["version"]'),
        TREE,
        None,
    ),
    "declares": ("kind: distribution, declares: [scripts, version]", ALL, TREE, None),
    "declares not": ("kind: distribution, declares: [requires-python]", ALL, TREE, "has no `requires-python`"),
    "builds": ("kind: distribution, builds: true", ALL, TREE, None),
    "builds nothing": ("kind: distribution, builds: true", ALL, {}, "There is no folder with an `__init__.py`"),
    "holds": ("kind: distribution, holds: [greet_me/word.txt, greet_me/], lacks: [tests/, src/]", ALL, TREE, None),
    "holds no data": (
        "kind: distribution, holds: [greet_me/word.txt]",
        BUILD + PROJECT,
        TREE,
        "holds no `greet_me/word.txt`",
    ),
    "holds too much": (
        "kind: distribution, lacks: [tests/]",
        ALL,
        {**TREE, "src/tests/test_it.py": ""},
        "The wheel holds `tests/`",
    ),
    "runs": (RUN, ALL, TREE, None),
    "runs from a flat tree": (RUN, ALL, {path[4:]: text for path, text in TREE.items()}, None),
    "prints something else": (RUN.replace("Hello", "Bye"), ALL, TREE, "`greet Ada` prints something else"),
    "ends otherwise": (RUN.replace("3", "0"), ALL, TREE, "`greet Ada` ends with exit status 3, expected 0"),
    "no such command": (RUN, BUILD + PROJECT + DATA, TREE, "has no `greet`; there is no command"),
    "no such module": (RUN, ALL.replace("greet_me.cli", "greet_me.main"), TREE, "runs the module `greet_me.main`"),
    "no such function": (RUN, ALL.replace("cli:main", "cli:run"), TREE, "runs `run` of `src/greet_me/cli.py`"),
    "data not installed": (RUN, ALL.replace(DATA, ""), TREE, "FileNotFoundError"),
    "stands elsewhere": (
        RUN,
        ALL,
        {**TREE, "src/greet_me/cli.py": "def main():\n  open('src/greet_me/word.txt')\n"},
        "FileNotFoundError",
    ),
    "code beside the wheel": (
        RUN,
        ALL,
        {**TREE, "helper.py": "", "src/greet_me/cli.py": "import helper\n\ndef main(): pass\n"},
        "ModuleNotFoundError",
    ),
}


@pytest.mark.parametrize(("check", "toml", "files", "message"), ROWS.values(), ids=ROWS)
def test_check_settles(grading: Grading, check: str, toml: str, files: dict[str, str], message: str | None) -> None:
    """What is right passes; for everything else the message says what is wrong."""
    (result,) = grading(one(check), {"pyproject.toml": toml, **files}).results

    assert result.finding.passed == (message is None), result.finding
    assert (message or "") in result.finding.message, result.finding


def test_setup_py_is_never_run(grading: Grading) -> None:
    """Nor is anything else of the student's, unless a command is asked for."""
    files = {**TREE, "setup.py": "1/0", "src/greet_me/__init__.py": "1/0", "pyproject.toml": ALL}

    (result,) = grading(one("kind: distribution, holds: [greet_me/cli.py]"), files).results

    assert result.finding.passed, result.finding


def test_traceback_leads_to_the_file_in_the_tree(grading: Grading) -> None:
    """The command runs from a copy; the student reads the path and the line of the own file."""
    files = {**TREE, "src/greet_me/cli.py": "def main():\n    return 1 / 0\n", "pyproject.toml": ALL}

    (result,) = grading(one(RUN), files).results

    assert result.verdict is Verdict.ERROR
    assert result.finding.location is not None
    assert (result.finding.location.path, result.finding.location.line) == ("src/greet_me/cli.py", 2)
    assert result.finding.location.text == "    return 1 / 0"


@pytest.mark.parametrize("name", ["pyproject.tml", "Pyproject.toml", "pyproject.toml.txt", "src/pyproject.toml"])
def test_file_of_another_name_is_a_near_miss(grading: Grading, name: str) -> None:
    """It is named, never accepted."""
    (result,) = grading(one("kind: distribution"), {name: ALL}).results

    assert result.finding.message == f"pyproject.toml is not there. There is {name} instead."
    assert result.diagnosis is not None
    assert name in result.diagnosis.seen


def test_a_wheel_too_large_to_try_is_said_so(grading: Grading) -> None:
    """One sentence instead of a command line that no system takes."""
    many = {f"src/greet_me/module_{number:04}_{'x' * 40}.py": "" for number in range(400)}

    (result,) = grading(one(RUN), {**TREE, **many, "pyproject.toml": ALL}).results

    assert result.finding.message == "The wheel holds 403 files, too many to try it."
