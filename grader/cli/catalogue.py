"""`grade list`, `show`, `start`, `next`, `explain`: what there is to do, and what went wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.door import door

if TYPE_CHECKING:
    from grader.exercise import Exercise

ExerciseName = Annotated[str, typer.Argument(metavar="EXERCISE", help="Id of the exercise, or a folder.")]


TargetFolder = Annotated[
    Path | None, typer.Argument(metavar="FOLDER", help="Where to; a new folder named for the exercise if left out.")
]


@door
def list_exercises() -> None:
    """List all exercises in the order of the course, and what is done of them."""
    from grader.cli.course import Way
    from grader.reports.terminal import console

    way = Way.read()
    out = console(sys.stdout)
    out.print(way.table())
    out.print(f"\n{way.advice()}")


@door
def show(exercise: ExerciseName) -> None:
    """Show what an exercise asks for."""
    from rich.markdown import Markdown

    from grader.cli.finding import catalogue
    from grader.lms.students import presentable
    from grader.reports.terminal import console
    from grader.settings import Settings

    found = catalogue(Settings.read()).load(exercise)
    statement = found.folder / "statement.md"
    text = statement.read_text(encoding="utf-8") if statement.is_file() else f"# {found.title}\n"
    console(sys.stdout).print(Markdown("\n".join(map(presentable, text.split("\n")))))


@door
def start(exercise: ExerciseName, folder: TargetFolder = None) -> None:
    """Put the starter files of an exercise into a folder."""
    from grader.cli.finding import catalogue
    from grader.settings import Settings

    found = catalogue(Settings.read()).load(exercise)
    _start(found, folder or Path(found.id))


@door
def next_exercise(folder: TargetFolder = None) -> None:
    """Start the next exercise of the course: the first that is open and not done."""
    from grader.cli.course import Way

    way = Way.read()
    if way.next is None or (folder is None and way.next.id in way.started):
        typer.echo(way.advice())
    else:
        _start(way.next, folder or Path(os.path.relpath(way.workplace / way.next.id)))


def _start(exercise: Exercise, target: Path) -> None:
    from grader.cli.starting import start_exercise
    from grader.showing import printable

    written = start_exercise(exercise, target)
    typer.echo(f"{printable(exercise.title)}: {len(written)} {'file' if len(written) == 1 else 'files'} in {target}.")
    typer.echo(f"Read what is asked with `grade show {exercise.id}`, work in {target}, then run `grade check` there.")


@door
def explain(
    code: Annotated[str | None, typer.Argument(help="Code of a diagnosis; all codes if left out.")] = None,
) -> None:
    """Explain a diagnosis at length."""
    from rich.markdown import Markdown

    from grader.diagnosis import RULES, find_rule
    from grader.errors import UsageError
    from grader.reports.terminal import console

    out = console(sys.stdout)
    if code is None:
        for each in sorted(RULES, key=lambda rule: rule.code):
            out.print(f"{each.code:<32} {each.title}")
        return
    rule = find_rule(code)
    if rule is None:
        from difflib import get_close_matches

        close = get_close_matches(code, [each.code for each in RULES], n=1, cutoff=0.5)
        advice = f"Did you mean {close[0]}? " if close else ""
        raise UsageError(f"There is no diagnosis {code!r}.", f"{advice}`grade explain` alone lists all codes.")
    out.print(Markdown(f"# {rule.title}\n\n{rule.text}"))
