"""`grade batch`: the teacher's door."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import door


@door
def batch(
    source: Annotated[
        Path, typer.Argument(help="Folder of folders or archives, or the LMS's download (zip or folder).")
    ],
    exercise: Annotated[
        str, typer.Option("--exercise", "-e", help="Id of the exercise, or folder with an exercise.yaml.")
    ],
    run: Annotated[
        Path, typer.Option("--output", "-o", help="Run folder; the same folder again goes on where it was.")
    ],
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="CSV with student,name,email,sid, or the LMS's gradebook or worksheet."),
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", help="auto, folders, archives, moodle, canvas, blackboard or gradescope.")
    ] = "auto",
    attempt: Annotated[str, typer.Option("--attempt", help="latest, best or all.")] = "latest",
    due: Annotated[str | None, typer.Option("--due", help="Due date, such as 2026-11-20T23:59+01:00.")] = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="policy.yaml: due date, late penalty, scaling.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Workers; 0 is one per core.")] = 0,
    sandbox: Annotated[
        str,
        typer.Option(
            "--sandbox", metavar="docker|process", help="docker: for anyone's code; process: only where you trust it."
        ),
    ] = "docker",
    image: Annotated[str | None, typer.Option("--image", help="Container image with python3 (docker).")] = None,
    runtime: Annotated[
        str | None, typer.Option("--runtime", help="What runs the containers, such as runsc (docker).")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Grade anew what is graded already.")] = False,
    keep_better: Annotated[
        bool, typer.Option("--keep-better", help="A student keeps the best score of all runs in this folder.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> int:
    """Grade a class.

    Writes scores.csv, reports, feedback pages and report.html into the run folder. Exit status: 0 when every submission
    has a row, 2 bad input, 3 the grader failed, 130 interrupted; what is done is kept.
    """
    from grader.cli.batching import run_class
    from grader.cli.wishes import BatchWishes

    return run_class(
        BatchWishes(
            source,
            exercise,
            run,
            roster,
            layout,
            attempt,
            due,
            policy,
            jobs,
            sandbox,
            image,
            runtime,
            fresh,
            keep_better,
            quiet,
        )
    )
