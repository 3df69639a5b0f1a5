"""What the tests of whole classes share."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.classroom import Classroom


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files that every user may enter, as the process sandbox needs it when root runs it."""
    folder = Path(tempfile.mkdtemp(prefix="grade-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def room(tmp_path: Path, scratch: Path) -> Classroom:
    """A classroom of its own for each test."""
    return Classroom(tmp_path / "desk", scratch)
