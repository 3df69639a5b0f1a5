"""`grade adjust`: set a student's score by hand, so that no regrade touches it."""

from __future__ import annotations

import getpass
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door, say


@door
def adjust(
    run: Annotated[Path, typer.Argument(help="Run folder of `grade batch`.")],
    student: Annotated[str, typer.Argument(help="The student's id, as in scores.csv.")],
    score: Annotated[str, typer.Option("--score", help="The points that count from now on.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for the student to read.")],
) -> int:
    """Set a score by hand. It survives regrades and is marked in every list."""
    from grader.cli.reading import class_again
    from grader.cli.runs import opened
    from grader.errors import UsageError
    from grader.reports.files import full_score, write_files
    from grader.score import written
    from grader.showing import printable

    points = _points(score)
    if not why.strip():
        raise UsageError("There is no reason in --why.", "Write one that the student can read.")
    with opened(run) as folder:
        results = folder.results()
        if student not in {row.student for row in results.rows}:
            raise UsageError(f"The run has no student {student!r}.", "The first column of scores.csv has all ids.")
        folder.store.adjust(results.exercise.id, student, points, why.strip(), _who())
        try:
            handins = class_again(folder)
            results = replace(results, handins=handins.by_attempt, notes=handins.notes)
        except UsageError as gone:
            say(f"{gone.message} The page of {printable(student)} is written without the files.")
        write_files(results, run, only=student)
        most = full_score(results)
    if points > most:
        say(f"That is more than the {written(most)} points that there are.")
    typer.echo(f"From now on {printable(student)} has {written(points)} point{'' if points == 1 else 's'}.")
    return Exit.PASSED


def _points(text: str) -> Decimal:
    from grader.errors import UsageError

    if not re.fullmatch(r"[0-9]{1,7}([.,][0-9]{1,4})?", text):
        raise UsageError(f"{text!r} is no score.", "Write a number of points such as 7.5.")
    return Decimal(text.replace(",", "."))


def _who() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None
