"""The wheel, as a newcomer gets it: built, installed into a fresh environment, used from an empty folder elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ANSWER = "def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n"


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command that must succeed."""
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}:\n{result.stdout}\n{result.stderr}"


def build(root: Path, target: str, folder: Path) -> Path:
    """Build the wheel or the sdist; nothing is fetched."""
    run([sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)], root)
    (built,) = folder.iterdir()
    return built


def files(folder: Path) -> set[str]:
    """Relative paths of all files that belong to the project."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build(root, "wheel", tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Install:
    """A fresh environment with nothing in it but the wheel and what it asks for."""

    bin: Path
    home: Path

    def grade(self, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a folder, with an environment that knows nothing of this tree."""
        env = {"PATH": os.pathsep.join([str(self.bin), os.defpath]), "HOME": str(self.home), "LANG": "C.UTF-8"}
        command = [str(self.bin / "grade"), *args]
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def install(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Installed by pip with its dependencies, in the versions that we test with."""
    folder = tmp_path_factory.mktemp("fresh")
    pins = (root / ".ci" / "constraints.txt").read_text(encoding="utf-8")
    versions = folder / "versions.txt"
    versions.write_text(re.sub(r" *\\\n +--hash=\S+", "", pins), encoding="utf-8")
    venv.create(folder / "venv", with_pip=True)
    bin_folder = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(bin_folder / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-compile"]
    run([*pip, "--constraint", str(versions), str(wheel)], folder)
    (folder / "home").mkdir()
    return Install(bin_folder, folder / "home")


def test_wheel_holds_the_package_and_the_exercises(root: Path, wheel: Path) -> None:
    """All of the package and all exercises are in the wheel; solutions, tests and the rest are not."""
    expected = {f"grader/{name}" for name in files(root / "grader")}
    expected |= {f"grader/exercises/{name}" for name in files(root / "exercises")}

    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert names == expected
    assert {"grader/subject/agent.py", "grader/sandboxes/seccomp.json", "grader/py.typed"} <= names


def test_sdist_holds_no_solutions(root: Path, tmp_path: Path) -> None:
    """The source archive has what a wheel is built from, and no answers."""
    with tarfile.open(build(root, "sdist", tmp_path)) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}

    assert {"grader", "exercises", "pyproject.toml", "README.md", "LICENSE"} <= tops
    assert not {"solutions", "tests", ".ci"} & tops


def test_installed_catalogue(root: Path, install: Install, tmp_path: Path) -> None:
    """`grade list` knows every exercise, without the repository."""
    result = install.grade(tmp_path, "list")

    assert result.returncode == 0, result.stderr
    assert [
        path.name for path in (root / "exercises").iterdir() if path.is_dir() and path.name not in result.stdout
    ] == []


def test_installed_check(install: Install, tmp_path: Path) -> None:
    """From an empty folder: start an exercise, fail it, solve it, and get full marks."""
    started = install.grade(tmp_path, "start", "math-utils")
    folder = tmp_path / "math-utils"
    unsolved = install.grade(folder, "check")
    (folder / "math_utils.py").write_text(ANSWER, encoding="utf-8")
    solved = install.grade(folder, "check", "--json")

    assert started.returncode == 0, started.stderr
    assert unsolved.returncode == 1, unsolved.stdout + unsolved.stderr
    assert "math_utils.py" in unsolved.stdout
    assert solved.returncode == 0, solved.stdout + solved.stderr
    report = json.loads(solved.stdout)
    assert report["score"] == report["max_score"]
