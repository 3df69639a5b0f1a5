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


@door
def schema(
    subject: Annotated[Subject, typer.Argument(help="exercise.yaml, or the report of --json.")] = Subject.EXERCISE,
) -> None:
    """Print the JSON Schema of exercise files (for editors) or of reports."""
    import json

    from grader import catalog
    from grader.reports import document

    found = catalog.json_schema() if subject is Subject.EXERCISE else document.json_schema()
    typer.echo(json.dumps(found, indent=2))
