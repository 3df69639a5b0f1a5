"""`grade adjust`: set a student's score by hand, so that no regrade touches it."""

from __future__ import annotations

import getpass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door


@door
def adjust(
    run: Annotated[Path, typer.Argument(help="Run folder of `grade batch`.")],
    student: Annotated[str, typer.Argument(help="The student's id, as in scores.csv.")],
    score: Annotated[str, typer.Option("--score", help="The points that count from now on.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for the student to read.")],
) -> int:
    """Set a score by hand. It survives regrades and is marked in every list."""
    from grader.cli.runs import opened
    from grader.errors import UsageError
    from grader.reports.files import write_scores
    from grader.showing import printable

    with opened(run) as folder:
        results = folder.results()
        if student not in {row.student for row in results.rows}:
            raise UsageError(f"The run has no student {student!r}.", "The first column of scores.csv has all ids.")
        folder.store.adjust(results.exercise.id, student, _points(score), why, _who())
        write_scores(results, run)
    typer.echo(f"From now on {printable(student)} has {score} points. The pages follow with the next `grade batch`.")
    return Exit.PASSED


def _points(text: str) -> Decimal:
    from grader.errors import UsageError

    try:
        points = Decimal(text.replace(",", "."))
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite() or points < 0:
        raise UsageError(f"{text!r} is no score.", "Write a number of points such as 7.5.")
    return points


def _who() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None
