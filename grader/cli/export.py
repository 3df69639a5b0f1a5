"""`grade export`: give the grades of a run back to the LMS."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door, say


@door
def export(
    host: Annotated[str, typer.Argument(help="moodle, canvas, blackboard or csv.")],
    run: Annotated[Path, typer.Argument(help="Run folder of `grade batch`.")],
    gradebook: Annotated[Path, typer.Option("--gradebook", help="The gradebook file as the LMS gave it.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the filled file.")],
    column: Annotated[str | None, typer.Option("--column", help="Header, or id in it, of the column to fill.")] = None,
    feedback: Annotated[Path | None, typer.Option("--feedback", help="Also write a zip of feedback pages.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, write nothing.")] = False,
) -> int:
    """Fill the LMS's own gradebook file; nothing but the grades changes in it.

    Whoever was rejected, is missing or met an error of the grader has 0 or no score in scores.csv and gets no grade
    here, unless --keep-better kept a score of an earlier run or `grade adjust` set one by hand: that one counts.
    """
    from grader.cli.giving import feedback_zip, filled_gradebook, write_whole
    from grader.cli.runs import opened
    from grader.showing import printable

    with opened(run) as folder:
        filled = filled_gradebook(folder, host, gradebook, column)
        for change in filled.changes:
            if dry_run:
                place = f"{printable(change.row)}: {printable(change.column)}"
                typer.echo(f"would change: {place}: {change.before!r} -> {change.after!r}")
        for note in filled.notes:
            say(printable(note))
        if folder.is_out_of_date(datetime.now(UTC)):
            say("The due date has passed since the batch: run `grade batch` again, and hidden checks count.")
        if filled.nobody:
            say(f"No row in the gradebook for: {', '.join(printable(student) for student in filled.nobody)}")
        if dry_run:
            typer.echo(f"{len(filled.changes)} cells would change in {printable(filled.column)}; nothing was written.")
            return Exit.PASSED
        pages = feedback_zip(folder, host) if feedback else None
        if feedback and pages:  # before the gradebook, which is left as it was where this cannot be written
            write_whole(feedback, pages.data)
        write_whole(output, filled.data)
        if pages and pages.left_out:
            named = ", ".join(printable(student) for student in pages.left_out)
            say(f"No page can be given back for: {named} ({pages.why}).")
    typer.echo(f"{len(filled.changes)} cells changed in {printable(filled.column)}: {output}")
    return Exit.PASSED
