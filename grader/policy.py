"""What a teacher's `policy.yaml` says about time and points. Small on purpose; the arithmetic is in `score.py`.

due: 2026-11-20T23:59
time_zone: Europe/Berlin
grace_minutes: 10
late: {per_day: 10, cap: 50}
scale_to: 100
drop_hidden_until_due: true
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError, model_validator

from grader.defects import defects
from grader.errors import Defect, ExerciseInvalid, UsageError
from grader.requirement import Many, Model, Points
from grader.yamlfile import read_yaml

Percent = Annotated[Points, Field(le=100)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone; write one such as Europe/Berlin or UTC") from None
    return name


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is no time; write it as 2026-11-20T23:59, with an offset such as +01:00 or without"
        ) from None
    return text


class Step(Model):
    """From so many hours after the due date on, so many percent of the points are lost."""

    after_hours: Annotated[float, Field(ge=0)]
    percent: Percent


class LatePenalty(Model):
    """Either `per_day`, for each day that was begun, or `steps`; never more than `cap` percent."""

    per_day: Percent | None = None
    steps: Many[Step] = ()
    cap: Percent = Decimal(100)

    @model_validator(mode="after")
    def _one_way(self) -> LatePenalty:
        if (self.per_day is None) == (not self.steps):
            raise ValueError("write either `per_day` or `steps`")
        return self

    def percent(self, late_s: float) -> Decimal:
        """Percent lost by somebody who is late by so many seconds."""
        if self.per_day is not None:
            days_begun = -int(-late_s // 86400)
            return min(self.cap, self.per_day * days_begun)
        reached = [step.percent for step in self.steps if late_s > step.after_hours * 3600]
        return min(self.cap, max(reached, default=Decimal(0)))


class Policy(Model):
    """Without a file: no due date, nothing lost, points as they are."""

    due: Annotated[str, AfterValidator(_moment)] | None = None
    time_zone: Annotated[str, AfterValidator(_zone)] | None = None
    """of `due`, where that has no offset; left out: the clock of the machine"""
    grace_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 7)] = 0
    late: LatePenalty | None = None
    scale_to: Annotated[Points, Field(gt=0)] | None = None
    """the points that a full score is worth in the end"""
    drop_hidden_until_due: bool = False
    """hidden checks count for nothing before the due date"""

    def due_at(self) -> datetime | None:
        """The due date, aware UTC."""
        return moment(self.due, ZoneInfo(self.time_zone) if self.time_zone else None) if self.due else None

    def late_from(self) -> datetime | None:
        """The due date and the grace minutes after it: whatever comes later is late."""
        due = self.due_at()
        return due + timedelta(minutes=self.grace_minutes) if due else None


def moment(text: str, zone: tzinfo | None = None) -> datetime:
    """A time as a person writes it, aware UTC. Without an offset it is meant in `zone`, else on this machine's clock.

    Raises:
        UsageError: it is no time.
    """
    try:
        written = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no time.", "Write it as 2026-11-20T23:59, with or without an offset.") from error
    if written.tzinfo is None and zone is not None:
        written = written.replace(tzinfo=zone)
    return written.astimezone(UTC)


def read_policy(path: Path) -> Policy:
    """Read a policy file.

    Raises:
        ExerciseInvalid: with every defect of the file.
    """
    document = read_yaml(path, str(path))
    if not isinstance(document.data, dict):
        raise ExerciseInvalid((Defect(document.path, 1, 1, "is empty or no mapping; start with `due:` or `late:`"),))
    try:
        return Policy.model_validate(document.data)
    except ValidationError as error:
        raise ExerciseInvalid(defects(error, document, Policy)) from error
