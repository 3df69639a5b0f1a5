"""What a check is: a model in an exercise file that can examine a submission.

One file per kind lives in `checks/`; this module holds what they share.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import Field, Strict

from grader.errors import GraderFault
from grader.outline import Outline
from grader.report import Finding
from grader.requests import Cue, Line, Reply, Request
from grader.requirement import Many, Model, Points, Requirements
from grader.submission import Submission


class Visibility(StrEnum):
    """Who sees a check's line. A hidden check's inputs, expected values and output are the teacher's only."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    AFTER_DUE = "after_due"


WRITTEN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""Ids that an author may write: lower case, digits, hyphens. Derived ids have a colon, so the two never collide."""


class Subject(Protocol):
    """The submission at work, from the judge's side (`dialogue.py`). Never raises for what a student did."""

    def outline(self) -> Outline:
        """The static facts, read before any code of the submission ran."""

    def perform(self, request: Request) -> Reply:
        """Carry out one request in a fresh interpreter."""

    def say(self, line: Line) -> Cue:
        """Pass a message to the stage, or open one with it."""

    def hush(self) -> None:
        """Close the stage, if one is open."""

    def renew(self) -> None:
        """Carry out what comes in a fresh sandbox, which knows nothing of what was asked so far."""


@dataclass(frozen=True)
class SuiteOrder:
    """A teacher's test file to be run. `tests` are the functions that count: `test_add`, `TestShop::test_add`."""

    file: Path
    tests: tuple[str, ...]
    is_shared: bool
    """whether all tests share one state of the submission; else each has its own"""
    is_beside: bool
    """whether pytest runs in the sandbox, beside the submission, which can then forge the results"""
    timeout_s: float


class SuiteRunner(Protocol):
    """Runs test files (`judge/suite`)."""

    def findings(self, order: SuiteOrder, scene: Scene) -> Iterator[tuple[str, Finding]]:
        """A finding for each test, as they come. Raises GraderFault."""


def no_suites() -> SuiteRunner:
    """For scenes in which no test file is run."""
    raise GraderFault("This cannot run test files.", "Use `grade check` or `grade batch`.")


@dataclass(frozen=True)
class Scene:
    """What a check may look at. `oracle()` opens a second subject without the submission, for reference answers."""

    submission: Submission
    subject: Subject
    requires: Requirements
    oracle: Callable[[], Subject]
    suites: Callable[[], SuiteRunner] = no_suites
    settled: dict[SuiteOrder, dict[str, Finding]] = field(default_factory=dict)
    """of the test files that were run so far, what was found in each test"""

    @property
    def outline(self) -> Outline:
        """The submission's static facts."""
        return self.subject.outline()

    def suite(self, order: SuiteOrder) -> dict[str, Finding]:
        """What was found in each test of a file, which runs once. Raises GraderFault."""
        if order not in self.settled:
            self.settled[order] = dict(self.suites().findings(order, self))
        return self.settled[order]


class Check(Model, ABC):
    """What every kind shares. A subclass adds a Literal `kind` and its own fields."""

    id: str
    """lower case letters, digits and hyphens; how reports and `needs` name the check"""
    kind: str
    title: str = ""
    """the line that students read; if left out, one is made from what the check asks"""
    points: Points = Decimal(1)
    """0 for what the starter has already"""
    visibility: Annotated[Visibility, Strict(False)] = Visibility.PUBLIC
    """who sees the check; a hidden one is counted, and nothing of it is told"""
    extra_credit: bool = False
    """whether the points come on top of the maximum"""
    hints: Many[str] = ()
    """opened one by one with `grade check --hint`; the last one may say nearly all"""
    needs: Many[str] = ()
    """ids of checks without which this one is not looked at; what it imports is needed without saying so"""
    timeout_s: Annotated[float | None, Field(gt=0, le=600)] = None
    """wall clock; if left out, that of `limits`"""

    def summary(self) -> str:
        """The line a student reads where the author gave no title."""
        return self.title or self.id

    def mentions(self) -> tuple[str, ...]:
        """Dotted names of modules and functions without which this check cannot work."""
        return ()

    def asked_paths(self) -> tuple[str, ...]:
        """Top-level names that this check looks for in a submission."""
        return ()

    def asks_oracle(self) -> bool:
        """Whether it may need a second subject, without the submission."""
        return False

    def runs_suite(self) -> bool:
        """Whether it is a test of a teacher's own pytest file."""
        return False

    @abstractmethod
    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Look and settle. What the student did is a Finding; only a GraderFault may be raised."""
