"""What the tests of the command share: calling it as a person does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def grade(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Call `grade` with arguments; standard input is closed, settings live in a folder of the test."""

    def call(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "grader", *map(str, arguments)],
            cwd=cwd or tmp_path,
            env={**os.environ, "GRADER_STATE": str(tmp_path / "state"), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return call
