"""An exercise with all that its author has written about it: statement, starter, answers right and wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.catalog import DEFINITION
from grader.errors import Defect, ExerciseInvalid, SubmissionRejected
from grader.exercise import Exercise
from grader.proof.expected import ExpectedFile, read_expected
from grader.proof.needs import top_names
from grader.submission import Submission, read_submission

EMPTY = Submission.of({})


@dataclass(frozen=True)
class Answers:
    """What lies in an exercise's folder of solutions. `refused` are folders that intake does not take, and why."""

    reference: Submission | None
    right: Mapping[str, Submission] = field(default_factory=dict)
    wrong: Mapping[str, Submission] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """What is to be proven right. `solutions` is the folder of this exercise's answers, whether or not it is there."""

    exercise: Exercise
    solutions: Path
    statement: str
    starter: Submission
    answers: Answers
    expected: ExpectedFile
    strangers: Mapping[str, Submission]
    """references of the exercises beside it that have a name at the top which this one asks for"""
    neighbours: frozenset[str] = frozenset()
    """ids of all exercises beside it"""


def read_case(exercise: Exercise, solutions: Path | None = None) -> Case:
    """Read what belongs to an exercise. `solutions` holds a folder for each exercise; by default it lies beside theirs.

    Raises:
        ExerciseInvalid: `expected.yaml` has defects, or a text is not UTF-8. UsageError: a file cannot be read.
    """
    top = solutions or exercise.folder.parent.parent / "solutions"
    statement = exercise.folder / "statement.md"
    starter = exercise.folder / "starter"
    return Case(
        exercise=exercise,
        solutions=top / exercise.id,
        statement=_text(statement) if statement.is_file() else "",
        starter=read_submission(starter, exercise.asked_names) if _has_files(starter) else EMPTY,
        answers=_answers(top / exercise.id, exercise),
        expected=read_expected(top / exercise.id),
        strangers=_strangers(exercise, top),
        neighbours=_neighbours(exercise),
    )


def _answers(folder: Path, exercise: Exercise) -> Answers:
    found: dict[str, Submission] = {}
    refused: dict[str, str] = {}
    for place in [folder / "reference", *sorted(folder.glob("right/*")), *sorted(folder.glob("wrong/*"))]:
        name = place.relative_to(folder).as_posix()
        try:
            if place.is_dir():
                found[name] = read_submission(place, exercise.asked_names)
        except SubmissionRejected as refusal:
            refused[name] = str(refusal)
    return Answers(
        reference=found.get("reference"),
        right={name: answer for name, answer in found.items() if name.startswith("right/")},
        wrong={name.removeprefix("wrong/"): answer for name, answer in found.items() if name.startswith("wrong/")},
        refused=refused,
    )


def _strangers(exercise: Exercise, solutions: Path) -> Mapping[str, Submission]:
    """Without a common name, what passes there passes for the empty submission, too, which is tried anyhow."""
    asked = top_names(exercise)
    found = {}
    for name in sorted(_neighbours(exercise)):
        folder = solutions / name / "reference"
        names = {path.name for path in folder.iterdir()} if folder.is_dir() else set[str]()
        if asked & names:
            found[name] = read_submission(folder)
    return found


def _neighbours(exercise: Exercise) -> frozenset[str]:
    names = {path.parent.name for path in exercise.folder.parent.glob(f"*/{DEFINITION}")}
    return frozenset(names - {exercise.folder.name})


def _text(path: Path) -> str:
    """Raises ExerciseInvalid."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        defect = Defect(str(path), 1, 1, "is not UTF-8 text; save the file as UTF-8")
        raise ExerciseInvalid((defect,)) from error


def _has_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))
