"""Between the values of `ledger.py` and the rows of `tables.py`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from sqlalchemy import ColumnElement
from sqlalchemy.orm import defer
from sqlalchemy.orm.interfaces import ORMOption

from grader.ledger import Adjustment, GradeKey, Row, Run, Status
from grader.store.faults import Unreadable
from grader.store.tables import StoredAdjustment, StoredGrade, StoredLine, StoredRun


def stored_run(given: Run) -> StoredRun:
    """A run that gets its number from the database."""
    return StoredRun(
        exercise_id=given.exercise_id,
        exercise_version=given.exercise_version,
        title=given.title,
        source=given.source,
        settings=json.dumps(dict(given.settings), ensure_ascii=False),
        started_at=given.started_at,
    )


def run(stored: StoredRun) -> Run:
    """The run that was stored."""
    return Run(
        id=stored.id,
        exercise_id=stored.exercise_id,
        exercise_version=stored.exercise_version,
        title=stored.title,
        source=stored.source,
        settings=_settings(stored.settings),
        started_at=stored.started_at,
    )


def identity(key: GradeKey) -> str:
    """A hash over the key without its edition."""
    parts = asdict(key)
    del parts["edition"]
    return hashlib.sha256(json.dumps(list(parts.values())).encode()).hexdigest()


def matches(key: GradeKey) -> tuple[ColumnElement[bool], ...]:
    """The conditions that the grade of this key meets, and no other."""
    return StoredGrade.identity == identity(key), StoredGrade.edition == key.edition


def stored_grade(key: GradeKey) -> StoredGrade:
    """A grade of which nothing is known yet."""
    return StoredGrade(identity=identity(key), starts=0, report=None, **asdict(key))


def without_report() -> ORMOption:
    """A query's option: of grades, only what `row` needs."""
    return defer(StoredGrade.report, raiseload=True)


def stored_line(run: int, given: Row, grade: int | None) -> StoredLine:
    """A row of that run with that grade."""
    return StoredLine(
        run_id=run,
        student=given.student,
        attempt=given.attempt,
        position=given.position,
        name=given.name,
        status=given.status.value,
        late=given.late,
        submitted_at=given.submitted_at,
        submission_sha256=given.submission_sha256,
        grade_id=grade,
        message=given.message,
        in_roster=given.in_roster,
    )


def row(line: StoredLine, grade: StoredGrade | None) -> Row:
    """The row that was stored."""
    return Row(
        position=line.position,
        student=line.student,
        name=line.name,
        status=_status(line.status),
        attempt=line.attempt,
        late=line.late,
        submitted_at=line.submitted_at,
        submission_sha256=line.submission_sha256,
        key=None if grade is None else _key(grade),
        message=line.message,
        in_roster=line.in_roster,
    )


def stored_adjustment(exercise_id: str, given: Adjustment) -> StoredAdjustment:
    """An adjustment in one exercise."""
    return StoredAdjustment(exercise_id=exercise_id, **asdict(given))


def adjustment(stored: StoredAdjustment) -> Adjustment:
    """The adjustment that was stored."""
    return Adjustment(stored.student, stored.score, stored.why, stored.who, stored.made_at)


def _key(grade: StoredGrade) -> GradeKey:
    return GradeKey(
        grade.submission_sha256,
        grade.exercise_id,
        grade.exercise_version,
        grade.agent,
        grade.sandbox,
        grade.image,
        grade.edition,
    )


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
