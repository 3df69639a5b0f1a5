"""The house around the code: what may lie where, what is pinned, what every table must hold."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import grader.checks
import grader.diagnosis
import grader.sandboxes
from grader.check import Check
from grader.checks.pytest_ import SuiteTest
from grader.diagnosis.rule import Rule

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "docs",
    "exercises",
    "grader",
    "pyproject.toml",
    "solutions",
    "tests",
}
PROMISED_TARGETS = {"help", "setup", "demo", "test", "lint", "types", "verify", "check", "bench", "clean"}
NONE = Version("0")
READ_HOSTS = {
    "json-schema.org",
    "docs.python.org",
    "peps.python.org",
    "docs.pytest.org",
    "packaging.python.org",
    "typing.python.org",
}
"""named for people to read; nothing is fetched from them"""


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules in a package's folder."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def pins(root: Path) -> dict[str, Version]:
    """Package -> the version in the pin file."""
    lines = (root / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines]
    return {canonicalize_name(match[1]): Version(match[2]) for match in found if match}


def wanted(root: Path) -> list[Requirement]:
    """What pyproject.toml asks for, to run and to develop."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [Requirement(text) for text in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])]


def test_top_level(root: Path) -> None:
    """Nothing lies at the top of the repository but what belongs there or is ignored."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [".git", *(line.strip("/") for line in lines if not line.startswith("#"))]

    found = {path.name for path in root.iterdir() if path.is_file() or any(path.iterdir())}

    strange = {name for name in found - TOP_LEVEL if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)}
    assert not strange
    assert found >= TOP_LEVEL


@pytest.mark.parametrize("folder", ["grader", "exercises", ".ci"])
def test_no_download_host(root: Path, folder: str) -> None:
    """No file names a host to fetch from: package clients and the engine know their own."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in (root / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]

    hosts = {host for text in texts for host in re.findall(r"https?://([\w.-]+)", text)}

    assert texts
    assert hosts <= READ_HOSTS


def test_pins_are_hashes_without_addresses(root: Path) -> None:
    """Every pin has a version and hashes, and the file holds no address and no path."""
    text = (root / ".ci" / "constraints.txt").read_text(encoding="utf-8")

    entries = re.split(r"\n(?=\w)", text)[1:]

    assert len(entries) > 20
    assert all(re.match(r"[\w.-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "/" not in text


def test_pins_cover_what_is_asked_for(root: Path) -> None:
    """Every requirement of pyproject.toml is pinned to a version that it allows."""
    pinned = pins(root)

    missing = [
        str(each) for each in wanted(root) if pinned.get(canonicalize_name(each.name), NONE) not in each.specifier
    ]

    assert not missing


def test_every_requirement_has_a_lower_bound(root: Path) -> None:
    """What we need of a library is said, and a newer one is never ruled out."""
    assert [str(each) for each in wanted(root) if [bound.operator for bound in each.specifier] != [">="]] == []


def test_every_check_kind_has_its_row() -> None:
    """A class of checks in the folder is in the table and in the union that exercise files are read with."""
    found = {
        value
        for module in modules(grader.checks)
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Check)
        and value.__module__ == module.__name__
        and value.model_fields["kind"].annotation is not str  # else a base that several kinds share
        and value is not SuiteTest  # a part of a written check, made from it and never read from a file
    }

    assert found == set(grader.checks.KINDS)
    assert set(get_args(get_args(grader.checks.AnyCheck)[0])) == found


def test_every_diagnosis_has_its_row() -> None:
    """A rule in the folder is in the table, once, and its family is a file."""
    found = [
        rule
        for module in modules(grader.diagnosis)
        for value in vars(module).values()
        for rule in (value if isinstance(value, tuple) else (value,))
        if isinstance(rule, Rule)
    ]

    codes = [rule.code for rule in grader.diagnosis.RULES]
    files = {module.__name__.rpartition(".")[2].rstrip("_") for module in modules(grader.diagnosis)}
    assert len(set(codes)) == len(codes)
    assert {rule.code for rule in found} == set(codes)
    assert {code.partition("/")[0] for code in codes} <= files


def test_every_sandbox_has_its_row() -> None:
    """A class in the folder that does what the port says is made by a row of the table, unless it wraps another one."""
    found = {
        value
        for module in modules(grader.sandboxes)
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and {"start", "info"} <= set(vars(value))
    }

    made = {type(row.make(grader.sandboxes.SandboxSetup())) for row in grader.sandboxes.ADAPTERS.values()}

    wrappers = {value for value in found if "Sandbox" in str(inspect.signature(value))}
    assert made == found - wrappers


@pytest.mark.parametrize("name", ["agent.py", "installed.py"])
def test_what_is_sent_into_a_sandbox_is_stdlib_only_and_old_enough(root: Path, name: str) -> None:
    """Its text is Python 3.8 and imports nothing that a bare interpreter lacks."""
    text = (root / "grader" / "subject" / name).read_text(encoding="utf-8")

    tree = ast.parse(text, feature_version=(3, 8))

    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    named = {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in plain | named} <= sys.stdlib_module_names


def test_the_commands_start_light() -> None:
    """`grade --help` waits for no library that only some command needs."""
    heavy = ("docker", "pydantic", "pytest", "requests", "rich", "watchfiles", "yaml")
    code = (
        "import importlib, json, sys; from grader.cli import COMMANDS\n"
        "for place in COMMANDS.values(): importlib.import_module('grader.cli.' + place.partition(':')[0])\n"
        f"print(json.dumps([name for name in {heavy} if name in sys.modules]))"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert json.loads(out) == []


def test_make_lists_its_targets(root: Path) -> None:
    """`make` without a target lists every target that the README and CI rely on."""
    out = subprocess.run([tool("make")], cwd=root, capture_output=True, text=True, check=True).stdout

    assert {line.split()[0] for line in out.splitlines() if line[:1].isalpha()} >= PROMISED_TARGETS


@pytest.mark.parametrize(
    ("refuses", "says"),
    [
        pytest.param("version_info", "Grader needs Python 3.11 or later", id="too-old"),
        pytest.param("ensurepip", "comes without venv; install that first", id="no-venv"),
    ],
)
def test_setup_says_what_is_missing(root: Path, tmp_path: Path, refuses: str, says: str) -> None:
    """A machine that cannot give an environment gets one sentence, and no half-made environment stays."""
    for name in ("Makefile", "pyproject.toml", ".ci/constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{refuses}*) exit 1;; esac\n', encoding="utf-8")
    python.chmod(0o755)

    result = subprocess.run(
        [tool("make"), "setup", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert result.returncode != 0
    assert says in result.stderr
    assert not (tmp_path / ".venv").exists()


def tool(name: str) -> str:
    """The full path of a program on the path."""
    found = shutil.which(name)
    assert found, f"{name} is not installed"
    return found
