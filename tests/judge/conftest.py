"""What the tests of the judge share: grading a small tree against a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.grading import grade
from grader.report import Report
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import Submission

Grading = Callable[[str, dict[str, str]], Report]


@pytest.fixture
def grading(tmp_path: Path) -> Grading:
    """Grade files (path -> text) against an exercise (YAML without id and title), in the process sandbox."""

    def run(yaml: str, files: dict[str, str]) -> Report:
        (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{yaml}\n", encoding="utf-8")
        submission = Submission.of({path: text.encode() for path, text in files.items()})
        return grade(load_exercise(tmp_path), submission, make_sandbox(SandboxKind.PROCESS, SandboxSetup()))

    return run
