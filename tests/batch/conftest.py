"""What the tests of whole classes share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.classroom import Classroom
from tests.batch.private_engine import PrivateEngine, obstacle, private_engine


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


@pytest.fixture(scope="session")
def shared_engine(docker_image: str) -> Iterator[PrivateEngine]:
    """An engine that tests may kill; it is started once, for copying an image takes a while."""
    if reason := obstacle():
        if os.environ.get("GRADER_REQUIRE_DOCKER") == "1":
            pytest.fail(f"GRADER_REQUIRE_DOCKER=1, but: {reason}", pytrace=False)
        pytest.skip(f"without Docker: {reason}")
    with private_engine(docker_image) as engine:
        yield engine


@pytest.fixture
def engine(shared_engine: PrivateEngine, monkeypatch: pytest.MonkeyPatch) -> PrivateEngine:
    """The engine of the tests' own, which this test and all commands that it calls use."""
    monkeypatch.setenv("DOCKER_HOST", shared_engine.address)
    return shared_engine
