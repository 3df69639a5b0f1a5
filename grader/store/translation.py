"""Between the values of `ledger.py` and the rows of `tables.py`, which are mappings by column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from sqlalchemy import RowMapping

from grader.ledger import GradeKey, Row, Run, Status
from grader.store.faults import Unreadable

Stored = Mapping[str, object]


def stored_run(given: Run) -> Stored:
    """A run that gets its number from the database."""
    return {**_without("id", given), "settings": json.dumps(dict(given.settings), ensure_ascii=False)}


def run(stored: RowMapping) -> Run:
    """The run that was stored."""
    return Run(**{**stored, "settings": _settings(stored["settings"])})


def of(key: GradeKey) -> Stored:
    """The parameters of a statement that say which grade is meant."""
    return {"of_identity": _identity(key), "of_edition": key.edition}


def stored_grade(key: GradeKey) -> Stored:
    """A grade of which nothing is known yet."""
    return {**vars(key), "identity": _identity(key), "starts": 0}


def stored_line(run: int, given: Row, grade: int | None) -> Stored:
    """A row of that run with that grade."""
    return {**_without("key", given), "status": given.status.value, "run_id": run, "grade_id": grade}


def row(stored: RowMapping) -> Row:
    """The row that was stored, from what LINES selects."""
    values = {part.name: stored[part.name] for part in fields(Row) if part.name != "key"}
    key = None if stored["grade_id"] is None else GradeKey(*(stored[f"key_{part.name}"] for part in fields(GradeKey)))
    return Row(**{**values, "status": _status(stored["status"]), "key": key})


def _without(name: str, value: Run | Row | GradeKey) -> dict[str, object]:
    return {field: content for field, content in vars(value).items() if field != name}


def _identity(key: GradeKey) -> str:
    """A hash over the key without its edition."""
    parts = list(_without("edition", key).values())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError as error:
        raise Unreadable(f"status {text!r:.40}") from error


def _settings(text: str) -> Mapping[str, str]:
    try:
        settings = json.loads(text)
    except ValueError as error:
        raise Unreadable("settings that are not JSON") from error
    if not isinstance(settings, dict) or not all(isinstance(value, str) for value in settings.values()):
        raise Unreadable("settings that are not texts by name")
    return MappingProxyType(settings)
