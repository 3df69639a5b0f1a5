"""What all tests share: the order of the folders, and Docker where there is one.

Tests marked `docker` need an engine with an image. Where there is none they are skipped, which pytest's summary says in
one line; with GRADER_REQUIRE_DOCKER=1, as in CI, they fail instead.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.sections import SECTIONS

ROOT = Path(__file__).resolve().parent.parent
ORDER = (
    "unit",
    "lms",
    "store",
    "similarity",
    "reports",
    "ports",
    "judge",
    "proof",
    "authoring",
    "cli",
    "batch",
    "docker",
    "web",
)
"""folders, the fast ones first; files beside them come last"""

TOGETHER = "tests/hostile/"
"""the folder whose tests stay in one process, because they share the classes that they grade"""

collect_ignore_glob = ["cases/*"]
"""data: also test files, which tests hand to pytest or to Grader"""

engine_key = pytest.StashKey["Docker"]()


class Docker:
    """The engine as the tests found it at their start: the name of a usable image, or why there is none."""

    def __init__(self) -> None:
        from grader.errors import GraderError
        from grader.sandboxes.docker_engine import Engine
        from grader.sandboxes.images import resolve
        from grader.settings import Settings

        settings = Settings.read()
        self.image = ""
        self.missing = ""
        try:
            with Engine(settings.docker_host) as engine:
                self.image, _ = resolve(engine, settings.image)
        except GraderError as error:
            self.missing = str(error)


def docker(config: pytest.Config) -> Docker:
    """The engine, looked for once and only when a test asks."""
    if engine_key not in config.stash:
        config.stash[engine_key] = Docker()
    return config.stash[engine_key]


def place(item: pytest.Item) -> int:
    """Where in the order of the folders a test belongs."""
    folders = {folder.name for folder in item.path.parents if folder.parent == ROOT / "tests"}
    return next((number for number, name in enumerate(ORDER) if name in folders), len(ORDER))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put fast tests first; within a folder the order stays."""
    items.sort(key=place)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """Lets several processes share the work by whole files."""

    def _split_scope(self, nodeid: str) -> str:
        """What stays in one process with this test (pytest-xdist's way to say so)."""
        file = nodeid.partition("::")[0]
        return TOGETHER if file.startswith(TOGETHER) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """How processes share the work, where there are several."""
    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests that need Docker where there is none, or fail them where it is required."""
    if item.get_closest_marker("docker") and (missing := docker(item.config).missing):
        if os.environ.get("GRADER_REQUIRE_DOCKER") == "1":
            pytest.fail(f"GRADER_REQUIRE_DOCKER=1, but: {missing}", pytrace=False)
        pytest.skip(f"without Docker: {missing}")


@pytest.fixture(scope="session")
def docker_image(request: pytest.FixtureRequest) -> str:
    """The name of an image with python3; only for tests marked `docker`."""
    return docker(request.config).image


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the whole project."""
    return ROOT


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what tests have to tell to the process that all tests are run from, where this is another one."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["sections"] = session.config.stash.get(SECTIONS, {})


def pytest_testnodedown(node: Any) -> None:
    """Hear it there."""
    told = getattr(node, "workeroutput", {}).get("sections", {})
    node.config.stash.setdefault(SECTIONS, {}).update(told)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show it."""
    for title, lines in config.stash.get(SECTIONS, {}).items():
        terminalreporter.section(title)
        for line in lines:
            terminalreporter.write_line(line)
