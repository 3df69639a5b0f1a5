"""Keeps pytest out of the submissions, some of which ship a conftest.py of their own, and gives the one runner."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.hostile.suite.figures import CLASSES, RUNNER, figures
from tests.hostile.suite.runs import Runner

collect_ignore_glob = ["cases/*", "exercises/*"]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the suite keeps what is handed in."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """The folder for temporary files of all that the suite starts; every user may enter it, as sandboxes need it."""
    folder = Path(tempfile.mkdtemp(prefix="grade-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def runner(request: pytest.FixtureRequest, desk: Path, scratch: Path) -> Iterator[Runner]:
    """Outcomes of cases."""
    with ExitStack() as stack:
        made = Runner(desk, scratch, lambda: str(request.getfixturevalue("docker_image")), stack)
        request.config.stash[RUNNER] = made
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the figures, where any case was run."""
    runner, classes = config.stash.get(RUNNER, None), config.stash.get(CLASSES, ())
    if runner or classes:
        terminalreporter.section("hostile submissions")
        for line in figures(runner.outcomes if runner else {}, classes):
            terminalreporter.write_line(line)
