"""The command `grade`: parse, call, print, exit status.

Every command imports what it needs when it runs, so that `grade --help` and tab completion stay quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

import typer

from grader.cli import (
    adjusting,
    authoring,
    batch,
    catalogue,
    check,
    comparing,
    export,
    sandbox,
    schema,
    similarity,
    verify,
)

app = typer.Typer(
    name="grade",
    help="Grade Python modules and packages: submissions run in a sandbox, verdicts are explained.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("batch")(batch.batch)
app.command("export")(export.export)
app.command("diff")(comparing.diff)
app.command("adjust")(adjusting.adjust)
app.command("similarity")(similarity.similarity)
app.command("list")(catalogue.list_exercises)
app.command("show")(catalogue.show)
app.command("start")(catalogue.start)
app.command("next")(catalogue.next_exercise)
app.command("explain")(catalogue.explain)
app.command("verify")(verify.verify)
app.command("new")(authoring.new)
app.command("preview")(authoring.preview)
app.command("handout")(authoring.handout)
app.command("site")(authoring.site)
app.command("schema")(schema.schema)
app.add_typer(sandbox.app, name="sandbox")


def main() -> NoReturn:
    """Entry point of the command. Ends the process itself.

    Whatever must be ended or removed has been by its `with` block; taking the interpreter apart after that would cost
    a fifth of a check.
    """
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
