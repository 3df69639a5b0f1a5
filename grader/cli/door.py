"""What every command does with errors: one clear sentence on standard error, the right exit status, no traceback."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec

import typer

from grader.errors import Blame, GraderError
from grader.showing import printable_lines

P = ParamSpec("P")


class Exit(IntEnum):
    """Exit statuses, CONTRACTS section 1."""

    PASSED = 0
    FAILED = 1
    BAD_INPUT = 2
    OUR_FAULT = 3
    INTERRUPTED = 130


def door(command: Callable[P, int | None]) -> Callable[P, None]:
    """Run a command that returns its exit status, and turn whatever it raises into a sentence and a status."""

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except GraderError as error:
            say(str(error))
            status = Exit.OUR_FAULT if error.blame is Blame.GRADER else Exit.BAD_INPUT
        except KeyboardInterrupt:
            say("Interrupted.")
            status = Exit.INTERRUPTED
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = Exit.OUR_FAULT
        except Exception as error:  # noqa: BLE001 - the one place where an unknown mistake of ours ends
            say(_unexpected(error))
            status = Exit.OUR_FAULT
        raise typer.Exit(int(status or 0))

    return guarded


def say(message: str) -> None:
    """One message to the person, on standard error. It may name what a student chose the name of."""
    lines = printable_lines(message)
    typer.echo("\n".join(lines) if len(lines) > 1 else f"grade: {lines[0]}", err=True)


def _unexpected(error: Exception) -> str:
    """Name the mistake and keep its traceback in a file: it is for us, not for the person."""
    with tempfile.NamedTemporaryFile("w", prefix="grade-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("\n".join(printable_lines("".join(traceback.format_exception(error)))))
    return (
        f"The grader made a mistake ({type(error).__name__}); this is not your fault and nothing was scored. "
        f"Please report it with the file {file.name}."
    )
