"""`grade similarity`: which answers of a class a teacher may want to read side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import Exit, door, say


@door
def similarity(
    run: Annotated[Path, typer.Argument(help="Run folder of `grade batch`; its source must still be there.")],
    most: Annotated[int, typer.Option("--most", min=1, max=200, help="How many pairs to show.")] = 20,
) -> int:
    """Compare the answers of a class with each other. Never a verdict, never changes a score."""
    from grader.cli.giving import write_whole
    from grader.cli.reading import class_again, last_answers, starter
    from grader.cli.runs import opened
    from grader.showing import printable
    from grader.similarity import compare, page

    with opened(run) as folder:
        results = folder.results()
        handins = class_again(folder)
        graded = {row.student: row.submission_sha256 for row in results.rows if row.submission_sha256}
        changed = sorted(graded.keys() - {handin.student for handin in handins.handins})

        def answers() -> Iterator[tuple[str, Mapping[str, bytes]]]:
            for student, submission in last_answers(handins, results.exercise.asked_names):
                if submission.sha256 != graded.get(student):
                    changed.append(student)
                yield student, submission.files

        found = compare(answers(), starter(results.exercise), most)
        write_whole(run / "similarity.html", page(found, results.exercise.title).encode())
    if changed:
        named = ", ".join(printable(student) for student in changed)
        say(f"What is compared is the source as it is now; it has changed since the run for: {named}.")
    typer.echo(printable(found.remark))
    pairs = "1 pair" if len(found.pairs) == 1 else f"{len(found.pairs)} pairs"
    typer.echo(f"{pairs} side by side: {run / 'similarity.html'}")
    return Exit.PASSED
