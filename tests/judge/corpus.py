"""The corpus of plain pytest files: `tests/cases/pytest/`, and the cheats beside it in `tests/cases/pytest_cheats/`.

A case is a folder: `test_*.py`, as a teacher wrote it, perhaps with helpers and data beside it; `right/`, an answer;
`wrong/<name>/`, wrong answers; and `case.yaml`, which is a `Spec`, or for a cheat, a `CheatSpec`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from grader.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASES = FOLDER / "pytest"
CHEATS = FOLDER / "pytest_cheats"
NOT_THE_SUITE = ("case.yaml", "right", "wrong")
"""what lies in the folder of a case beside the teacher's files"""


class Spec(BaseModel):
    """The content of one `case.yaml`. A test is named as pytest names it, without file and parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    covers: Annotated[tuple[str, ...], Field(min_length=1)]
    """rows of `rows.yaml`"""
    scope: Literal["test", "file"] = "test"
    """`file` where tests rely on what earlier ones left"""
    wrong: Annotated[Mapping[str, Annotated[tuple[str, ...], Field(min_length=1)]], Field(min_length=1)]
    """wrong answer -> the tests that fail on it; all others pass"""
    hangs: tuple[str, ...] = ()
    """tests that never end on the wrong answers that name them"""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        named = {test for tests in self.wrong.values() for test in tests}
        if unknown := set(self.hangs) - named:
            raise ValueError(f"no wrong answer names {sorted(unknown)}")
        return self


class Beaten(StrEnum):
    """How a cheat fares under bare pytest, in one process with the suite."""

    PASSES = "passes"
    """exit status 0, and the summary says that every test passed"""
    EXIT_0 = "exit-0"
    """exit status 0, although not every test passed, or none is known to have"""
    SKIPS = "skips"
    """exit status 0, and every test was skipped or expected to fail"""
    ABORTS = "aborts"
    """another exit status, but no test is reported as failed"""


class CheatSpec(BaseModel):
    """The content of the `case.yaml` of a cheat."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ids: Annotated[tuple[str, ...], Field(min_length=1)]
    """of the catalogue of threats"""
    what: Annotated[str, Field(min_length=10)]
    """one sentence: what the submission does"""
    bare: Beaten
    word: bool = False
    """whether the suite only ever compares two of the student's objects: no grader can refuse that, but its report
    must say that it rests on the student's word"""


@dataclass(frozen=True)
class Suite:
    """A folder with a teacher's files, and answers to them."""

    slug: str
    folder: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The teacher's files and folders, helpers and data too."""
        return tuple(sorted(path for path in self.folder.iterdir() if path.name not in NOT_THE_SUITE))

    def lay_out(self, answer: str, place: Path) -> None:
        """Write an answer (`right` or `wrong/<name>`) to `place`, with the teacher's files over it."""
        shutil.copytree(self.folder / answer, place)
        for path in self.files:
            if path.is_dir():
                shutil.copytree(path, place / path.name, dirs_exist_ok=True)
            else:
                shutil.copyfile(path, place / path.name)

    def __str__(self) -> str:
        return self.slug


@dataclass(frozen=True)
class Case(Suite):
    """One folder in `tests/cases/pytest/`."""

    spec: Spec = field(hash=False)


@dataclass(frozen=True)
class Cheat(Suite):
    """One folder in `tests/cases/pytest_cheats/`; its one wrong answer is `wrong/cheat`."""

    spec: CheatSpec = field(hash=False)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of the slugs."""
    return tuple(
        Case(path.parent.name, path.parent, Spec.model_validate(_data(path)))
        for path in sorted(CASES.glob("*/case.yaml"))
    )


@cache
def all_cheats() -> tuple[Cheat, ...]:
    """Every cheat, in the order of the slugs."""
    return tuple(
        Cheat(path.parent.name, path.parent, CheatSpec.model_validate(_data(path)))
        for path in sorted(CHEATS.glob("*/case.yaml"))
    )


def sentences(path: Path) -> Mapping[str, str]:
    """A table name -> sentence, such as `rows.yaml` or `left_out.yaml`."""
    return TypeAdapter(dict[str, str]).validate_python(_data(path))


def _data(path: Path) -> object:
    return read_yaml(path, str(path.relative_to(FOLDER))).data
