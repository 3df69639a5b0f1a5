"""One student's hand-in as a class's download holds it: who, which attempt, when, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from grader.submission import Submission


class Origin(Protocol):
    """Where a hand-in lies. Small and picklable: worker processes get it and open the source themselves."""

    def read(self, asked: frozenset[str]) -> Submission:
        """Read the submission now.

        Raises:
            SubmissionRejected: it is refused, with the sentence for the student. UsageError: the source is gone.
        """


@dataclass(frozen=True)
class Handin:
    """One attempt of one student. A team's submission is one Handin per member, with the same origin."""

    student: str
    """the id that names row, report and page (CONTRACTS 3.2)"""
    name: str
    """display name, "" where the format has none"""
    origin: Origin
    attempt: int = 1
    """from 1 within the download"""
    submitted_at: datetime | None = None
    """aware UTC"""
    late: bool | None = None
    """None: the format does not say"""
    in_roster: bool = True
    """False: nobody in the roster, where one was given"""
    address: str = ""
    """where the host takes feedback files back for this student (`grader.lms.feedback_zip`), "" where it takes none"""
    ids: Mapping[str, str] = field(default_factory=dict)
    """kind -> id by which a gradebook may know the student (`grader.lms.kinds`)"""


@dataclass(frozen=True)
class Missing:
    """A student of the roster who handed nothing in."""

    student: str
    name: str
    address: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    """both as of a `Handin`"""


@dataclass(frozen=True)
class Handins:
    """A whole class, in stable order. `notes` are sentences for the teacher (what was skipped or is odd)."""

    layout: str
    handins: tuple[Handin, ...]
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def by_attempt(self) -> Mapping[tuple[str, int], Handin]:
        """(student, attempt) -> what was handed in."""
        return {(handin.student, handin.attempt): handin for handin in self.handins}

    @property
    def people(self) -> tuple[Handin | Missing, ...]:
        """Every attempt of those who handed in, then those who did not."""
        return (*self.handins, *self.missing)
