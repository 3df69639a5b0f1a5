"""Imports run one way, and vendors stay in their folders (DESIGN.md, section 5)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the `grader` in this folder against the contracts in its pyproject.toml."""
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A folder with the package and its contracts, free to be spoilt."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(root / "grader", tmp_path / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_layers_hold(root: Path) -> None:
    """No module imports what its layer may not know, and none is without a layer."""
    result = lint(root)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        pytest.param("report.py", "import grader.cli", "Imports run one way", id="upwards"),
        pytest.param("helpers.py", "", "Imports run one way", id="module-without-layer"),
        pytest.param("grading.py", "import grader.subject.agent", "The untrusted side", id="agent-imported"),
        pytest.param("check.py", "import docker", "Docker stays in its folder", id="vendor"),
    ],
)
def test_contracts_catch(copy: Path, module: str, line: str, broken: str) -> None:
    """A forbidden import is found, and the contract that forbids it is named."""
    with (copy / "grader" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    result = lint(copy)

    verdicts = [row for row in result.stdout.splitlines() if row.endswith(" BROKEN")]
    assert result.returncode == 1
    assert verdicts, result.stdout
    assert verdicts[0].startswith(broken)
