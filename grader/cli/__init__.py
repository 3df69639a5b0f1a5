"""The command `grade`: parse, call, print, exit status.

Every command imports what it needs when it runs, and only the command that was called is imported and built, so that
`grade --help`, tab completion and a check start quickly.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer

COMMANDS: Mapping[str, str] = {
    "check": "check:check",
    "batch": "batch:batch",
    "export": "export:export",
    "diff": "comparing:diff",
    "adjust": "adjusting:adjust",
    "similarity": "similarity:similarity",
    "list": "catalogue:list_exercises",
    "show": "catalogue:show",
    "start": "catalogue:start",
    "next": "catalogue:next_exercise",
    "explain": "catalogue:explain",
    "verify": "verify:verify",
    "new": "authoring:new",
    "preview": "authoring:preview",
    "handout": "authoring:handout",
    "site": "authoring:site",
    "schema": "schema:schema",
    "sandbox": "sandbox:app",
}
"""name -> module here and what in it; in the order of the help"""


def app(words: Sequence[str] | None = None, *, standalone_mode: bool = True) -> Any:
    """Carry out a command line (None: the process's own), as `typer.Typer` does."""
    words = sys.argv[1:] if words is None else list(words)
    return _built(words[:1])(words, standalone_mode=standalone_mode)


def main() -> NoReturn:
    """Entry point of the command. Ends the process itself.

    Whatever must be ended or removed has been by its `with` block; taking the interpreter apart after that would cost
    a fifth of a check.
    """
    gc.set_threshold(100_000, 50, 100)  # what is imported stays; to look through it again and again takes a tenth
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nor is every installed package asked for one
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    status = 0
    try:
        app()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _built(first: Sequence[str]) -> typer.Typer:
    """With the command of that name; with all of them where there is none, for help, completion and advice."""
    built = typer.Typer(
        name="grade",
        help="Grade Python modules and packages: submissions run in a sandbox, verdicts are explained.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    built.callback()(_grade)  # or a single command would lose its name
    for name in [name for name in first if name in COMMANDS] or COMMANDS:
        module, _, what = COMMANDS[name].partition(":")
        found = getattr(import_module(f"grader.cli.{module}"), what)
        if isinstance(found, typer.Typer):
            built.add_typer(found, name=name)
        else:
            built.command(name)(found)
    return built


def _grade() -> None:
    """Has no options of its own."""
