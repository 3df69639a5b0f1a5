"""Everything that can go wrong, and who can mend it.

    GraderError                 blame, message (what happened, to which thing), advice (what to do next)
    ├── UsageError              user     a path, option or name that the person typed
    ├── ExerciseInvalid         author   the exercise file has defects; carries all of them
    ├── SubmissionRejected      student  nothing was run; the sentence tells the student what to do
    └── GraderFault             grader   the service itself: never a zero
        ├── SandboxUnavailable           no engine, no image, limits that cannot be enforced
        ├── SandboxFault                 the sandbox broke while in use; worth one retry
        ├── StoreFault                   the database cannot be written now (`store/faults.py`)
        └── SubjectFault                 what the subject made of a request; the judge turns it into a verdict
            ├── SubjectGone              the agent died or the pipe closed
            ├── SubjectSilent            no reply within the deadline
            └── ProtocolError            a reply that does not follow the protocol

A student's mistake is a verdict and therefore not in this tree: `SubjectFault` never leaves the judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Blame(StrEnum):
    """Who can mend an error. Decides the exit status of the commands."""

    USER = "user"
    AUTHOR = "author"
    STUDENT = "student"
    GRADER = "grader"
    LMS = "lms"


class GraderError(Exception):
    """Root of all errors that this package raises on purpose.

    `message` says what happened to which thing, `advice` what to do next; both are whole sentences that a
    person can be shown as they are.
    """

    blame: Blame = Blame.GRADER

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".rstrip()


class UsageError(GraderError):
    """The person asked for something that is not there or does not fit together."""

    blame = Blame.USER


@dataclass(frozen=True, order=True)
class Defect:
    """One thing wrong in an exercise file: where, what, and what is allowed instead."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ExerciseInvalid(GraderError):
    """The exercise file has defects; all of them are in `defects`, in the file's order."""

    blame = Blame.AUTHOR

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        super().__init__("\n".join(str(defect) for defect in defects))
        self.defects = defects


class SubmissionRejected(GraderError):
    """What was handed in is refused before anything ran; `message` and `advice` are for the student."""

    blame = Blame.STUDENT


class GraderFault(GraderError):
    """The service is at fault. No score may be recorded."""


class SandboxUnavailable(GraderFault):
    """No sandbox can be opened on this machine as it is; a retry changes nothing."""


class SandboxFault(GraderFault):
    """The sandbox broke in our hands; safe to retry once with a fresh one."""


class SubjectFault(GraderFault):
    """The other side of the pipe did not do its part; the judge turns this into a verdict."""


class SubjectGone(SubjectFault):
    """The agent ended or closed the pipe."""


class SubjectSilent(SubjectFault):
    """No reply came within the deadline."""


class ProtocolError(SubjectFault):
    """The reply does not follow the protocol: too large, undecodable, out of order, of the wrong shape."""
