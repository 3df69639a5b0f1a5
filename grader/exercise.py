"""An exercise: what stands in `exercise.yaml`, and the plan of checks that follows from it.

`ExerciseFile` is the file as written; it is generic over the check kinds so that this module need not know them.
`Exercise` is what the judge works from: all checks, the derived ones too, in dependency order. `catalog.py` makes
the second from the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field, model_validator

from grader.check import Check
from grader.requirement import Many, Model, Requirements
from grader.sandbox import Limits

C = TypeVar("C", bound=Check)

TOTAL_AT_LEAST_S = 120.0
"""for all checks of a submission together, where the exercise does not say"""
TOTAL_CHECKS = 10
"""how many checks may take as long as the longest may, where the exercise does not say"""

ExerciseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]


class ExerciseFile(Model, Generic[C]):
    """The content of one `exercise.yaml`."""

    model_config = ConfigDict(title="Exercise")

    id: ExerciseId
    """the folder's name; lower case letters, digits and hyphens"""
    title: Annotated[str, Field(min_length=1, max_length=120)]
    """what students read in lists and above the statement"""
    topics: Many[str] = ()
    """a few words for lists"""
    chapter: Annotated[str, Field(max_length=40)] = ""
    """heading under which `grade list` shows the exercise"""
    after: Many[ExerciseId] = ()
    """exercises of the catalogue that a student does first"""
    requires: Requirements = Requirements()
    """the shape: checks on layout, imports, names and exports follow from it"""
    checks: Many[C] = ()
    """what it must do, and how it must be written"""
    limits: Limits = Limits()
    """what all checks may use"""
    image: str | None = None
    """container image to run submissions in, where the default will not do"""

    @model_validator(mode="after")
    def _asks_for_something(self) -> ExerciseFile[C]:
        if not self.checks and not list(self.requires.walk()):
            raise ValueError("an exercise needs `requires` or `checks`, it has neither")
        return self


@dataclass(frozen=True)
class PlannedCheck:
    """A check in its place: `needs` are the ids of all checks that must pass first."""

    check: Check
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """An exercise ready to grade with.

    `plan` holds every check after all those it needs. `version` is a hash over all files of the exercise.
    """

    id: str
    title: str
    topics: tuple[str, ...]
    chapter: str
    after: tuple[str, ...]
    folder: Path
    version: str
    requires: Requirements
    limits: Limits
    image: str | None
    plan: tuple[PlannedCheck, ...]

    @property
    def file(self) -> Path:
        """The exercise's definition."""
        return self.folder / "exercise.yaml"

    @property
    def asked_names(self) -> frozenset[str]:
        """Top-level files and folders that the exercise looks for in a submission."""
        modules = {f"{module.name}.py" for module in self.requires.modules}
        packages = {package.name for package in self.requires.packages}
        paths = {path.split("/")[0] for planned in self.plan for path in planned.check.asked_paths()}
        return frozenset(modules | packages | paths)

    def timeout_s(self, check: Check) -> float:
        """Wall-clock seconds that one check may take."""
        return check.timeout_s or self.limits.timeout_s

    @property
    def total_s(self) -> float:
        """Wall-clock seconds that all checks of one submission may take together."""
        longest = max((self.timeout_s(planned.check) for planned in self.plan), default=0.0)
        return self.limits.total_s or max(TOTAL_AT_LEAST_S, TOTAL_CHECKS * longest)

    @property
    def runs_suite(self) -> bool:
        """Whether a check runs a teacher's pytest file."""
        return any(planned.check.runs_suite() for planned in self.plan)

    @property
    def asks_oracle(self) -> bool:
        """Whether a check needs a second subject."""
        return any(planned.check.asks_oracle() for planned in self.plan)

    def needed_for(self, check_id: str) -> frozenset[str]:
        """The check itself and everything that it depends on, directly or not."""
        needs = {planned.check.id: planned.needs for planned in self.plan}
        wanted, todo = set[str](), [check_id]
        while todo:
            current = todo.pop()
            if current not in wanted:
                wanted.add(current)
                todo.extend(needs.get(current, ()))
        return frozenset(wanted)
