"""`grade schema`: the JSON Schemas that others rely on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from grader.cli.door import door


class Subject(StrEnum):
    """What to describe."""

    EXERCISE = "exercise"
    REPORT = "report"
    FIELDS = "fields"


@door
def schema(
    subject: Annotated[
        Subject, typer.Argument(help="exercise.yaml, the report of --json, or every field of an exercise in words.")
    ] = Subject.EXERCISE,
) -> None:
    """Print the JSON Schema of exercise files (for editors) or of reports, or a page about every field."""
    import json

    from grader import catalog
    from grader.authoring.fields import fields_page
    from grader.reports import document

    if subject is Subject.FIELDS:
        typer.echo(fields_page(), nl=False)
        return
    found = catalog.json_schema() if subject is Subject.EXERCISE else document.json_schema()
    typer.echo(json.dumps(found, indent=2))
