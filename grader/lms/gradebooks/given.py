"""What goes into a gradebook, and what comes back: the run's grades, and the filled file with the story of it.

All texts that come from the gradebook or from a student (`name`, `row`, `before`, `comment`) are raw: whoever shows
them on a terminal or a page makes them printable first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from grader.ledger import Status


@dataclass(frozen=True)
class GivenGrade:
    """One student's row of the run: the attempt that counts."""

    student: str
    """the id that names the row (CONTRACTS 3.2)"""
    name: str
    """display name, "" where the run knows none"""
    score: Decimal | None
    """points, None where there is no score"""
    max_score: Decimal
    status: Status
    comment: str = ""
    """plain text for the student; used where the file has an empty cell for it"""
    ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """kind -> id (`grader.lms.kinds`). Only kinds that the gradebook also has count."""


@dataclass(frozen=True)
class Change:
    """One cell that is written: whose row, the column's header, what stood there and what stands there now."""

    row: str
    column: str
    before: str
    after: str


class Reason(StrEnum):
    """Why a student's row keeps what it had."""

    SAME = "same"
    """the grade stands there already"""
    REJECTED = "rejected"
    MISSING = "missing"
    GRADER_ERROR = "grader_error"
    NO_SCORE = "no_score"


@dataclass(frozen=True)
class Kept:
    """A row of a student of the run whose grade cell was left as it was."""

    row: str
    student: str
    cell: str
    """what stands there"""
    reason: Reason


@dataclass(frozen=True)
class Filled:
    """The gradebook with the grades in it."""

    data: bytes
    """the whole file, to be uploaded as it is"""
    column: str
    """header of the column that got the grades"""
    changes: tuple[Change, ...]
    """in the file's order; empty where `data` is what came in"""
    nobody: tuple[str, ...]
    """students of the run for whom the file has no row that is theirs for certain, by id, in the run's order"""
    kept: tuple[Kept, ...]
    """in the file's order"""
    notes: tuple[str, ...] = ()
    """sentences for the teacher: about the file, about grades that the host will not take, about who has no row"""
