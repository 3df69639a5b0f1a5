"""What the store keeps beside reports, as frozen values. Times are aware UTC, points are decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class GradeKey:
    """What a grade depends on: whoever hands in the same, is graded by the same, gets the same grade."""

    submission_sha256: str
    exercise_id: str
    exercise_version: str
    """hash of the exercise's content"""
    agent: str
    """hash of the agent's text"""
    sandbox: str
    """kind of the sandbox"""
    image: str | None
    """digest of the image, None outside Docker"""
    edition: int = 0
    """0, or the number of the run that was told to grade anew what was graded before"""


@dataclass(frozen=True)
class Run:
    """One call of `grade batch` on one exercise; resuming it makes no new one."""

    id: int
    """from 1 within the store"""
    exercise_id: str
    exercise_version: str
    title: str
    source: str
    """what was graded, as the teacher named it"""
    settings: Mapping[str, str]
    started_at: datetime


class Status(StrEnum):
    """What became of a student's row (CONTRACTS section 1)."""

    GRADED = "graded"
    REJECTED = "rejected"
    MISSING = "missing"
    GRADER_ERROR = "grader_error"


@dataclass(frozen=True)
class Row:
    """One attempt of one student in one run."""

    position: int
    """place in the class, from 0"""
    student: str
    """the id that names row, report and page (CONTRACTS 3.2)"""
    name: str
    """display name, "" where the format has none"""
    status: Status
    attempt: int = 1
    """from 1 within the download"""
    late: bool | None = None
    """None: the format does not say"""
    submitted_at: datetime | None = None
    submission_sha256: str | None = None
    key: GradeKey | None = None
    """of the grade, where there is one"""
    message: str = ""
    """why there is no grade; where there is one, what intake dropped or unwrapped, a sentence a line. It belongs to the
    hand-in: two may differ in that and be graded as the same submission"""
    in_roster: bool = True

    @property
    def reason(self) -> str:
        """Why there is no grade, "" where there is one."""
        return "" if self.status is Status.GRADED else self.message

    @property
    def notes(self) -> tuple[str, ...]:
        """What intake dropped or unwrapped, where there is a grade."""
        return tuple(self.message.splitlines()) if self.status is Status.GRADED else ()


def last_attempts(rows: Iterable[Row]) -> dict[str, Row]:
    """Student -> the row of the last attempt."""
    return {row.student: row for row in sorted(rows, key=lambda row: row.attempt)}


@dataclass(frozen=True)
class Adjustment:
    """A score that a person set by hand. Belongs to student and exercise, so that no regrade touches it."""

    student: str
    score: Decimal
    why: str
    who: str | None
    made_at: datetime
