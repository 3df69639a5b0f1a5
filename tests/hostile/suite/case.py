"""A case of the suite: what a hostile or odd submission does, and what it must get.

`cases/<slug>/` holds a `case.yaml`, which is a `Spec`, and the files that it brings, laid over those of the right
answer: either in a folder `submission/`, or, where git cannot hold them, by a `make.py` with one of the functions
`submission() -> dict[str, bytes]` (files) and `upload() -> tuple[str, bytes]` (name and content of the one archive
that is handed in).
"""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

from grader.report import Verdict
from grader.sandbox import SandboxKind
from grader.yamlfile import read_yaml

HOSTILE = Path(__file__).resolve().parent.parent
CASES = HOSTILE / "cases"
EXERCISES = HOSTILE / "exercises"
CATALOGUE = frozenset(
    f"{letter}{number}"
    for letter, last in {"F": 34, "S": 14, "X": 20, "I": 19, "R": 11}.items()
    for number in range(1, last + 1)
)
"""ids of threats: forging, secrets, exhaustion, intake, reports"""
ODD = "odd"
"""in the place of an id: an honest submission that only looks strange, and must lose nothing by it"""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Verdicts = Annotated[frozenset[Verdict], BeforeValidator(_as_list), Field(min_length=1)]
Scores = Annotated[frozenset[Decimal], BeforeValidator(_as_list)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
WORDLESS = frozenset({Verdict.PASSED, Verdict.NOT_CHECKED})
"""verdicts whose message does not say what the submission did"""


class Spec(BaseModel):
    """The content of one `case.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ids: Annotated[tuple[str, ...], Field(min_length=1)]
    """of the catalogue, or `odd`"""
    what: Annotated[str, Field(min_length=10)]
    """one sentence: what the submission does"""
    exercise: str = "attack"
    """folder in `exercises/`; its right answer lies beside it in `<exercise>-right/`"""
    alone: bool = False
    """whether it is handed in without the files of the right answer"""
    rejected: str | None = None
    """where intake refuses it: part of the sentence that the student reads"""
    verdicts: Mapping[str, Verdicts] = {}
    """check -> verdicts that are right for it; every check that is not named must pass"""
    score: Scores = frozenset()
    """points as the report says them, or those that are right; required unless rejected"""
    evidence: Mapping[str, Texts] = {}
    """check -> part of its message, or parts of which one stands there; required where several verdicts are right"""
    student: tuple[str, ...] = ()
    """each stands in what `grade check --all` tells the student"""
    not_student: tuple[str, ...] = ()
    """none of these does, nor in the student's report or feedback page"""
    teacher: tuple[str, ...] = ()
    """each stands in the student's report, or in the student's row of report.html"""
    sandboxes: tuple[SandboxKind, ...] = (SandboxKind.DOCKER, SandboxKind.PROCESS)
    because: str = ""
    """why a sandbox is left out"""
    needs_root: bool = False
    """whether the process sandbox may run it only as root, because it would harm whoever else runs it"""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        unknown = set(self.ids) - CATALOGUE - {ODD}
        if unknown:
            raise ValueError(f"not in the catalogue: {sorted(unknown)}")
        if (self.rejected is None) is not bool(self.score):
            raise ValueError("either `rejected` or `score`")
        if self.rejected is not None and (self.verdicts or self.evidence):
            raise ValueError("nothing of a rejected submission is checked")
        vague = [name for name, right in self.verdicts.items() if len(right) > 1 and right - WORDLESS]
        if not self.evidence.keys() >= set(vague):
            raise ValueError(f"several verdicts and no evidence: {vague}")
        if any(Verdict.GRADER_ERROR in right for right in self.verdicts.values()):
            raise ValueError("a mistake of ours is right for nobody")
        if (len(set(self.sandboxes)) == 2) is bool(self.because):
            raise ValueError("`because` says why a sandbox is left out, and nothing else")
        return self


@dataclass(frozen=True)
class Case:
    """One folder in `cases/`."""

    slug: str
    folder: Path
    spec: Spec = field(hash=False)

    @property
    def is_odd(self) -> bool:
        """Whether it is honest."""
        return ODD in self.spec.ids

    @property
    def exercise(self) -> Path:
        """The folder of the exercise that it answers."""
        return EXERCISES / self.spec.exercise

    def hand_in(self, place: Path) -> Path:
        """Write what the student hands in to `place`, to which an archive adds its ending; the folder or archive.

        Links are written as links.
        """
        made = runpy.run_path(str(self.folder / "make.py")) if (self.folder / "make.py").exists() else {}
        if "upload" in made:
            name, content = made["upload"]()
            archive = place.with_name(place.name + "".join(Path(name).suffixes))
            archive.write_bytes(content)
            return archive
        place.mkdir()
        if not self.spec.alone:
            shutil.copytree(right_answer(self.exercise), place, dirs_exist_ok=True)
        if "submission" in made:
            write_files(place, made["submission"]())
        else:
            shutil.copytree(self.folder / "submission", place, symlinks=True, dirs_exist_ok=True)
        return place


def right_answer(exercise: Path) -> Path:
    """The folder with the right answer to an exercise of the suite."""
    return exercise.with_name(f"{exercise.name}-right")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, and the folders that they need."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of the slugs.

    Raises:
        ExerciseInvalid: a file is not YAML. ValidationError: it says what no case can say.
    """
    return tuple(_read_case(path.parent) for path in sorted(CASES.glob("*/case.yaml")))


def sentences(name: str) -> Mapping[str, str]:
    """A table of this folder: catalogue id -> one sentence."""
    path = HOSTILE / name
    return TypeAdapter(dict[str, str]).validate_python(read_yaml(path, name).data or {})


def _read_case(folder: Path) -> Case:
    path = folder / "case.yaml"
    shown = str(path.relative_to(HOSTILE))
    return Case(folder.name, folder, Spec.model_validate(read_yaml(path, shown).data))
