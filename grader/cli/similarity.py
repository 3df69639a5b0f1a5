"""`grade similarity`: which answers of a class a teacher may want to read side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door


@door
def similarity(
    run: Annotated[Path, typer.Argument(help="Run folder of `grade batch`; its source must still be there.")],
    most: Annotated[int, typer.Option("--most", min=1, max=200, help="How many pairs to show.")] = 20,
) -> int:
    """Compare the answers of a class with each other. Never a verdict, never changes a score."""
    from grader.cli.giving import write_whole
    from grader.cli.reading import answers, starter
    from grader.cli.runs import opened
    from grader.showing import printable
    from grader.similarity import compare, page

    with opened(run) as folder:
        results = folder.results()
        found = compare(answers(folder), starter(results.exercise), most)
        write_whole(run / "similarity.html", page(found, results.exercise.title).encode())
    typer.echo(printable(found.remark))
    typer.echo(f"{len(found.pairs)} pairs side by side: {run / 'similarity.html'}")
    return Exit.PASSED
