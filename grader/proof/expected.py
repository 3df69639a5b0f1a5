"""`expected.yaml`: what an exercise's author says about the answers beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from grader.defects import defects
from grader.errors import Defect, ExerciseInvalid
from grader.requirement import Many, Model
from grader.yamlfile import read_yaml

FILE = "expected.yaml"
Reason = Annotated[str, Field(min_length=1)]


class Expected(Model):
    """What a wrong answer must get. Every check that is in neither list passes."""

    fails: dict[str, str | None]
    """the checks that fail by themselves, each with the code of its diagnosis (null: it has none)"""
    not_checked: Many[str] = ()
    """the checks that wait for one of those"""


class SessionTerms(Model):
    """What has to be known to run the statement's example session."""

    given: str = ""
    """code that runs first: what the statement tells the reader to do before"""
    varies: dict[str, Reason] = Field(default_factory=dict)
    """lines that show something else on each computer, with the reason; what they show is not compared"""


class ExpectedFile(Model):
    """The content of one `expected.yaml`."""

    wrong: dict[str, Expected] = Field(default_factory=dict)
    """what each folder in `wrong/` must get"""
    equivalent: dict[str, Reason] = Field(default_factory=dict)
    """mutants that no check could notice, by the name that `grade verify` shows, with the reason"""
    strangers: dict[str, Reason] = Field(default_factory=dict)
    """checks that any stranger's reference may pass, or exercises whose reference may pass any, with the reason"""
    unchecked: dict[str, Reason] = Field(default_factory=dict)
    """names that the statement has in code style and that no check needs, with the reason"""
    session: SessionTerms = SessionTerms()
    """how the statement's example session is run"""


def read_expected(folder: Path) -> ExpectedFile:
    """The file in a folder of solutions; what a missing one says where there is none.

    Raises:
        ExerciseInvalid: with every defect of the file.
    """
    path = folder / FILE
    if not path.is_file():
        return ExpectedFile()
    document = read_yaml(path, str(path))
    if not isinstance(document.data, Mapping):
        raise ExerciseInvalid((Defect(str(path), 1, 1, "is empty or no mapping; start with `wrong:`"),))
    try:
        return ExpectedFile.model_validate(document.data)
    except ValidationError as error:
        raise ExerciseInvalid(defects(error, document, ExpectedFile)) from error
