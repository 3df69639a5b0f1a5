"""`pytest --exercise EXERCISE --submission PATH`: the judge inside a teacher's own pytest run.

Registered as a pytest plugin; without `--exercise` it does nothing. Imports are made when needed, because every
pytest run in an environment with this package loads this module.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from grader.check import Scene


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options."""
    group = parser.getgroup("grader", "grading exercises about modules and packages")
    group.addoption("--exercise", metavar="EXERCISE", help="id of an exercise, or a folder with an exercise.yaml")
    group.addoption("--submission", metavar="PATH", help="folder or archive to grade")
    group.addoption("--grader-sandbox", metavar="KIND", default="process", help="process (default) or docker")
    group.addoption("--grader-image", metavar="IMAGE", help="container image with python3")


def pytest_configure(config: pytest.Config) -> None:
    """Turn the run into one over the exercise's checks, where the options ask for it."""
    if not config.getoption("exercise"):
        return
    from grader.errors import GraderError
    from grader.judge.items import Judging
    from grader.reports.story import told

    if not config.getoption("submission"):
        raise pytest.UsageError("--exercise needs --submission: the folder or archive to grade")
    try:
        door = _Door(config)
    except GraderError as error:
        raise pytest.UsageError(str(error)) from error
    config.pluginmanager.register(door)
    config.pluginmanager.register(Judging(door.exercise, door.scene, tell=told))
    config.args[:] = [str(door.exercise.file)]


class _Door:
    """Holds the subject open from the first check to the end of the session."""

    def __init__(self, config: pytest.Config) -> None:
        from grader.cli.choosing import choose_sandbox
        from grader.cli.finding import catalogue
        from grader.settings import Settings
        from grader.submission import read_submission

        settings = Settings.read()
        self.exercise = catalogue(settings).load(config.getoption("exercise"))
        self._submission = read_submission(Path(config.getoption("submission")), self.exercise.asked_names)
        images = (config.getoption("grader_image"), self.exercise.image)
        self._sandbox = choose_sandbox(config.getoption("grader_sandbox"), settings, *images)
        self._stack = ExitStack()

    def scene(self) -> Scene:
        """Open the subject."""
        from grader.check import Scene
        from grader.grading import subjects
        from grader.judge.suite.host import Suites

        subject, oracle = self._stack.enter_context(subjects(self.exercise, self._submission, self._sandbox))
        suites = self._stack.enter_context(Suites())
        return Scene(self._submission, subject, self.exercise.requires, oracle, lambda: suites)

    def pytest_unconfigure(self) -> None:
        """Close the subject, whatever happened."""
        self._stack.close()
