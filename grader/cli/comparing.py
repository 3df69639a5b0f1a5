"""`grade diff`: whose score rose or fell between two runs, by which check, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door


@door
def diff(
    before: Annotated[
        str, typer.Argument(metavar="RUN1", help="Run folder, or FOLDER@NUMBER for an earlier run in it.")
    ],
    after: Annotated[str, typer.Argument(metavar="RUN2", help="The same for the later run.")],
) -> int:
    """Compare two runs."""
    from grader.cli.differences import Side, differences

    with Side.opened(_place(before)) as old, Side.opened(_place(after)) as new:
        count = 0
        for line in differences(old, new):
            typer.echo(line)
            count += not line.startswith(" ")
    typer.echo("1 score differs." if count == 1 else f"{count} scores differ.")
    return Exit.PASSED


def _place(text: str) -> tuple[Path, int | None]:
    folder, at, number = text.rpartition("@")
    return (Path(folder), int(number)) if at and number.isdigit() else (Path(text), None)
