"""Keeps pytest out of the submissions, some of which ship a conftest.py of their own, and gives the one runner."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

import pytest

from grader.sandbox import SandboxKind
from tests.hostile.suite.case import Case, all_cases
from tests.hostile.suite.classes import ClassRun, grade_class
from tests.hostile.suite.figures import CLASSES, RUNNER, figures
from tests.hostile.suite.runs import Runner
from tests.sections import SECTIONS

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


@pytest.fixture(scope="session")
def schools(request: pytest.FixtureRequest, desk: Path, scratch: Path, docker_image: str) -> Mapping[Path, ClassRun]:
    """Exercise -> the class of all its cases that are to be tested in containers; graded once for all tests."""
    asked = {case.slug for item in request.session.items for case in _in_containers(item)}
    cases = [case for case in all_cases() if case.slug in asked]
    made = {
        exercise: grade_class(list(group), docker_image, desk / f"class-{exercise.name}", scratch)
        for exercise, group in groupby(sorted(cases, key=_place), key=_place)
    }
    request.config.stash[CLASSES] = made.values()
    return made


def _place(case: Case) -> Path:
    return case.exercise


def _in_containers(item: pytest.Item) -> Iterator[Case]:
    """The case of a test that looks at what became of it in a container."""
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    case = params.get("case")
    if isinstance(case, Case) and params.get("kind", SandboxKind.DOCKER) is SandboxKind.DOCKER:
        yield case


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the figures, where any case was run."""
    runner, classes = session.config.stash.get(RUNNER, None), session.config.stash.get(CLASSES, ())
    if runner or classes:
        lines = list(figures(runner.outcomes if runner else {}, classes))
        session.config.stash.setdefault(SECTIONS, {})["hostile submissions"] = lines
