"""Finding exercises and loading them, with every defect of a file reported at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from pydantic import JsonValue, ValidationError

from grader.check import Check
from grader.checks import AnyCheck
from grader.checks.pytest_ import PytestCheck
from grader.checks.required import derived_checks
from grader.course import in_order
from grader.defects import defects
from grader.errors import Defect, ExerciseInvalid, UsageError
from grader.exercise import Exercise, ExerciseFile
from grader.planning import WrittenCheck, complaints, plan, ring_complaints
from grader.requirement import Requirements
from grader.yamlfile import Document, read_yaml

DEFINITION = "exercise.yaml"
NOT_CONTENT = {"__pycache__", ".DS_Store", ".pytest_cache"}
"""left by tools beside an exercise; no part of its version"""


def builtin_folder() -> Path:
    """The exercises that come with the package: inside the wheel, beside the package in a clone."""
    package = Path(__file__).resolve().parent
    inside = package / "exercises"
    return inside if inside.is_dir() else package.parent / "exercises"


@dataclass(frozen=True)
class Catalogue:
    """Exercises by id, from several folders; the first folder that has an id wins."""

    folders: tuple[Path, ...]

    def ids(self) -> tuple[str, ...]:
        """All ids, in alphabetical order."""
        return tuple(sorted({path.parent.name for folder in self.folders for path in folder.glob(f"*/{DEFINITION}")}))

    def load(self, name: str) -> Exercise:
        """Load by id, or by the path of a folder with an `exercise.yaml`.

        Raises:
            UsageError: nothing goes by that name. ExerciseInvalid: the file has defects.
        """
        found = next((folder / name for folder in self.folders if (folder / name / DEFINITION).is_file()), None)
        if found and len(Path(name).parts) == 1:
            return load_exercise(found)
        path = Path(name).parent if Path(name).name == DEFINITION else Path(name)
        if (path / DEFINITION).is_file():
            return load_exercise(path)
        raise self._unknown(name)

    def course(self) -> tuple[Exercise, ...]:
        """All exercises in the order in which a student meets them.

        Raises:
            ExerciseInvalid: a file has defects, or what comes after what does not work out.
        """
        return in_order(self.load(name) for name in self.ids())

    def _unknown(self, name: str) -> UsageError:
        close = get_close_matches(name, self.ids(), n=1, cutoff=0.5)
        advice = f"Did you mean {close[0]}? " if close else ""
        return UsageError(
            f"There is no exercise {name!r}.",
            f"{advice}`grade list` shows all ids; a path must be a folder with an {DEFINITION}.",
        )


def load_exercise(folder: Path) -> Exercise:
    """Load the exercise in `folder`.

    Raises:
        ExerciseInvalid: with every defect of the file.
    """
    document = read_yaml(folder / DEFINITION, str(folder / DEFINITION))
    file = _validated(document)
    derived = list(derived_checks(file.requires))
    circles = [document.defect(loc, message) for loc, message in ring_complaints(file.checks, derived)]
    if circles:
        raise ExerciseInvalid(tuple(circles))
    checks = _taken_apart(file, folder, document)
    return Exercise(
        id=file.id,
        title=file.title,
        topics=file.topics,
        chapter=file.chapter,
        after=file.after,
        folder=folder.resolve(),
        version=_version(folder),
        requires=file.requires,
        limits=file.limits,
        image=file.image,
        plan=plan([*derived, *checks]),
    )


def json_schema() -> dict[str, object]:
    """The JSON Schema of `exercise.yaml`, for editors."""
    schema = ExerciseFile[AnyCheck].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Exercise"}


def _validated(document: Document) -> ExerciseFile[AnyCheck]:
    """The file as models.

    Raises:
        ExerciseInvalid: with what pydantic and what the ids and needs have to complain of, together.
    """
    if not isinstance(document.data, dict):
        raise ExerciseInvalid((Defect(document.path, 1, 1, "is empty or no mapping; start with `id:` and `title:`"),))
    file, wrong = None, _id_defects(document, document.data)
    try:
        file = ExerciseFile[AnyCheck].model_validate(document.data)
    except ValidationError as error:
        wrong = (*wrong, *defects(error, document, ExerciseFile[AnyCheck]))
    if file is None or wrong:
        raise ExerciseInvalid(tuple(sorted(wrong)))
    return file


def _taken_apart(file: ExerciseFile[AnyCheck], folder: Path, document: Document) -> list[Check]:
    """The written checks, with the tests of a test file in its place.

    Raises:
        ExerciseInvalid: with what is wrong with the test files.
    """
    checks: list[Check] = []
    wrong = []
    for index, check in enumerate(file.checks):
        if not isinstance(check, PytestCheck):
            checks.append(check)
            continue
        try:
            checks += check.taken_apart(folder.resolve())
        except ValueError as error:
            wrong.append(document.defect(("checks", index, "file"), str(error)))
    if wrong:
        raise ExerciseInvalid(tuple(wrong))
    return checks


def _id_defects(document: Document, data: dict[str, JsonValue]) -> tuple[Defect, ...]:
    checks = data.get("checks")
    written = tuple(_written_checks(checks)) if isinstance(checks, list) else ()
    try:
        requires = Requirements.model_validate(data.get("requires") or {})
    except ValidationError:
        written, requires = tuple(replace(check, needs=()) for check in written), Requirements()
    derived = [check.id for check in derived_checks(requires)]
    return tuple(document.defect(loc, message) for loc, message in complaints(written, derived))


def _written_checks(checks: list[JsonValue]) -> Iterator[WrittenCheck]:
    for index, check in enumerate(checks):
        if isinstance(check, dict) and isinstance(check.get("id"), str):
            needs = check.get("needs")
            words = tuple(str(need) for need in needs) if isinstance(needs, list) else ()
            yield WrittenCheck(index, str(check["id"]), words)


def _version(folder: Path) -> str:
    """`sha256:` and 64 hex digits over all files of the exercise, by path and content."""
    digest = hashlib.sha256()
    for path in _content(folder):
        entry = [path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
        digest.update(json.dumps(entry).encode())
    return f"sha256:{digest.hexdigest()}"


def _content(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not NOT_CONTENT & set(path.relative_to(folder).parts):
            yield path
