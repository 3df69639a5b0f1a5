"""`grade list`, `show`, `start`, `explain`: what there is to do, and what went wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.door import door

ExerciseName = Annotated[str, typer.Argument(metavar="EXERCISE", help="Id of the exercise, or a folder.")]


@door
def list_exercises() -> None:
    """List all exercises."""
    from rich.table import Table

    from grader.cli.finding import catalogue
    from grader.reports.terminal import console
    from grader.settings import Settings
    from grader.showing import printable

    known = catalogue(Settings.read())
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "title", "topics", "checks", "points"):
        table.add_column(heading, justify="right" if heading in {"checks", "points"} else "left")
    for name in known.ids():
        exercise = known.load(name)
        points = sum(planned.check.points for planned in exercise.plan if not planned.check.extra_credit)
        topics = ", ".join(exercise.topics)
        table.add_row(name, printable(exercise.title), printable(topics), str(len(exercise.plan)), f"{points:f}")
    console(sys.stdout).print(table)


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
def start(
    exercise: ExerciseName,
    folder: Annotated[
        Path | None, typer.Argument(help="Where to; a new folder named for the exercise if left out.")
    ] = None,
) -> None:
    """Put the starter files of an exercise into a folder."""
    from grader.cli.finding import catalogue
    from grader.cli.starting import start_exercise
    from grader.settings import Settings
    from grader.showing import printable

    found = catalogue(Settings.read()).load(exercise)
    target = folder or Path(found.id)
    written = start_exercise(found, target)
    typer.echo(f"{printable(found.title)}: {len(written)} {'file' if len(written) == 1 else 'files'} in {target}.")
    typer.echo(f"Read what is asked with `grade show {found.id}`, work in {target}, then run `grade check` there.")


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
