"""`grade check`: the student's door."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.door import Exit, door, say

if TYPE_CHECKING:
    from grader.cli.checking import Checker


@door
def check(
    path: Annotated[
        Path | None, typer.Argument(help="Folder or archive with the answer; the current folder if left out.")
    ] = None,
    exercise: Annotated[
        str | None, typer.Option("--exercise", "-e", help="Id of the exercise, or folder with an exercise.yaml.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document (grader/report/v1).")] = False,
    junit: Annotated[Path | None, typer.Option("--junit", help="Also write JUnit XML to this file.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again each time a file is saved.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Tell the story of every failure.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this check and what it needs; may be repeated.")
    ] = None,
    hint: Annotated[bool, typer.Option("--hint", help="Open the next hint of the first failed check.")] = False,
    sandbox: Annotated[
        str,
        typer.Option("--sandbox", metavar="process|docker", help="process: for your own code; docker: for anyone's."),
    ] = "process",
    image: Annotated[str | None, typer.Option("--image", help="Container image with python3 (docker).")] = None,
    runtime: Annotated[
        str | None, typer.Option("--runtime", help="What runs the containers, such as runsc (docker).")
    ] = None,
) -> int:
    """Check one answer and explain what is wrong with it.

    Exit status: 0 all checks passed, 1 a check failed, 2 bad input, 3 the grader failed, 130 interrupted.
    """
    from grader.cli.checking import Checker, Wishes

    wishes = Wishes(path, exercise, json, junit, everything, tuple(only or ()), hint, sandbox, image, runtime)
    with Checker.prepared(wishes) as checker:
        return _watch(checker) if watch else checker.check_once()


def _watch(checker: Checker) -> int:
    """Check, then again at each save until Ctrl-C, which ends it as it ends any command."""
    import watchfiles

    from grader.errors import GraderError
    from grader.intake.noise import MARKER

    patterns = (*watchfiles.DefaultFilter.ignore_entity_patterns, re.escape(MARKER))  # a check may write the marker
    changes = watchfiles.watch(
        checker.watched,
        watch_filter=watchfiles.DefaultFilter(ignore_entity_patterns=patterns),
        debounce=200,
        step=50,
        rust_timeout=100,
        yield_on_timeout=True,
    )
    next(changes)  # returns once the watch has begun, so that no save is missed from here on
    status = checker.check_once()
    say("Watching for changes; Ctrl-C ends.")
    for change in changes:
        if not change:
            continue
        if sys.stdout.isatty():
            sys.stdout.write("\033[2J\033[H")
        try:
            status = checker.check_once()
        except GraderError as error:
            say(str(error))
            status = Exit.BAD_INPUT
    return status
