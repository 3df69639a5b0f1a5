"""`grade verify`: the author's proof that an exercise is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import door


@door
def verify(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="Ids or folders; all exercises if left out.")
    ] = None,
    solutions: Annotated[
        Path | None,
        typer.Option("--solutions", help="Folder with the answers; `solutions` beside the exercises' if left out."),
    ] = None,
    mutants: Annotated[
        bool, typer.Option("--mutants/--no-mutants", help="Whether to change the reference and see who notices.")
    ] = True,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Grade the reference twenty times over in each sandbox.")
    ] = False,
    sandbox: Annotated[
        list[str] | None,
        typer.Option(
            "--sandbox", metavar="process|docker", help="Where to try the reference; every sandbox that is there."
        ),
    ] = None,
    image: Annotated[str | None, typer.Option("--image", help="Container image with python3 (docker).")] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Gradings at a time; one per processor.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document (grader/proof/v1).")] = False,
    junit: Annotated[Path | None, typer.Option("--junit", help="Also write JUnit XML to this file.")] = None,
) -> int:
    """Prove that exercises accept what is right and refuse what is wrong.

    Exit status: 0 all of it is proven, 1 something is not, 2 bad input, 3 the grader failed, 130 interrupted.
    """
    from grader.cli.verifying import VerifyWishes, verify_exercises

    wishes = VerifyWishes(
        exercises=tuple(exercises or ()),
        solutions=solutions,
        mutants=mutants,
        thorough=thorough,
        sandboxes=tuple(sandbox or ()),
        image=image,
        jobs=jobs,
        json=json,
        junit=junit,
    )
    return verify_exercises(wishes)
