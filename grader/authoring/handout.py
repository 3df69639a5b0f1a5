"""A handout: one zip with all that a student may have of an exercise, the same bytes for the same exercise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from grader.authoring.words import hidden_count, told_checks
from grader.errors import UsageError
from grader.exercise import Exercise

STATEMENT, CHECKS = "statement.md", "checks.md"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""the first moment that a zip knows"""


def handout(exercise: Exercise, given: Mapping[str, bytes]) -> bytes:
    """Statement, public checks in words and the given files, in one folder. `given` includes the marker file.

    Raises:
        UsageError: a given file has the name of one of ours.
    """
    statement = exercise.folder / STATEMENT
    text = statement.read_text(encoding="utf-8") if statement.is_file() else f"# {exercise.title}\n"
    ours = {STATEMENT: text.encode(), CHECKS: checks_in_words(exercise).encode()}
    for path in sorted(ours.keys() & given.keys()):
        raise UsageError(f"The starter has a file {path}, and so has every handout.", "Give it another name.")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted({**ours, **given}.items()):
            archive.writestr(zipfile.ZipInfo(f"{exercise.id}/{path}", _WHEN), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def checks_in_words(exercise: Exercise) -> str:
    """The checks that students see, as Markdown."""
    lines = [f"# {exercise.title}: what is checked", ""]
    for check in told_checks(exercise):
        points = f" ({check.points}{' extra' if check.is_extra else ''})" if check.points != "0" else ""
        lines.append(f"- {check.title}{points}")
    hidden = hidden_count(exercise)
    if hidden:
        lines += ["", f"{hidden} hidden {'check counts' if hidden == 1 else 'checks count'} too."]
    return "\n".join([*lines, "", "Numbers in brackets are points. `grade check` tells which checks pass.", ""])
