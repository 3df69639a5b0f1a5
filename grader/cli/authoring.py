"""`grade new`, `preview`, `handout`, `site`: for those who write exercises and give them to students."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.catalogue import ExerciseName
from grader.cli.door import door


@door
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the new exercise, such as my-exercise.")],
    source: Annotated[Path, typer.Option("--from", help="Folder with a model answer.")],
    folder: Annotated[
        Path, typer.Option("--output", "-o", help="Where `exercises` and `solutions` lie, or shall lie.")
    ] = Path(),
) -> None:
    """Draft an exercise from a model answer: structure, signatures, re-exports, and examples in docstrings."""
    from grader.cli.drafting import draft_exercise

    told = draft_exercise(name, source, folder)
    exercise = folder / "exercises" / name
    typer.echo(f"Drafted {exercise} and {folder / 'solutions' / name}.")
    for line in told:
        typer.echo(line)
    typer.echo(
        f"Write the statement, look at it with `grade preview {exercise}`, prove it with `grade verify {exercise}`."
    )


@door
def preview(exercise: ExerciseName) -> None:
    """Show an exercise as a student sees it: the statement, the checks, the hints that can be opened."""
    from grader.cli.finding import catalogue
    from grader.reports.preview import show_preview
    from grader.reports.terminal import console
    from grader.settings import Settings

    show_preview(console(sys.stdout), catalogue(Settings.read()).load(exercise))


@door
def handout(
    exercise: ExerciseName,
    output: Annotated[Path, typer.Option("--output", "-o", help="The zip to write.")],
) -> None:
    """Pack what students get: statement, starter, checks in words, and the file that tells `grade check` what it is."""
    from grader.authoring import handout as packed
    from grader.cli.finding import catalogue
    from grader.cli.giving import write_whole
    from grader.cli.starting import started_files
    from grader.settings import Settings

    found = catalogue(Settings.read()).load(exercise)
    write_whole(output, packed(found, started_files(found)))
    typer.echo(f"{output}: what students get of {found.id}.")


@door
def site(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write the pages into.")],
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="Ids or folders; all exercises if left out.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What stands above the list.")] = "Modules and packages",
) -> None:
    """Write a small static site of the exercises; it needs no server and no network."""
    from grader.cli.finding import catalogue
    from grader.cli.giving import write_folder
    from grader.reports.pages.site import INDEX
    from grader.reports.pages.site import site as pages
    from grader.settings import Settings

    known = catalogue(Settings.read())
    found = [known.load(name) for name in exercises] if exercises else known.course()
    write_folder(output, {name: page.encode() for name, page in pages(found, title)})
    typer.echo(f"{len(found)} {'exercise' if len(found) == 1 else 'exercises'}: {output / INDEX}")
