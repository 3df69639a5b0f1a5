"""What the judge found: verdicts, findings, diagnoses, and the report of one submission.

Finding       what one check saw, for whoever may see it
Diagnosis     the named beginner's mistake behind it
CheckResult   one line of the report
Report        all of them, and what was graded by what
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from grader.requests import Raised
from grader.sandbox import SandboxInfo


class Verdict(StrEnum):
    """The seven outcomes of a check. Only `passed` earns points."""

    PASSED = "passed"
    FAILED = "failed"
    """the answer is wrong or something asked for is not there"""
    ERROR = "error"
    """the student's code raised, exited or died"""
    TIMEOUT = "timeout"
    LIMIT = "limit"
    """memory, processes or output"""
    NOT_CHECKED = "not_checked"
    """something it depends on failed first"""
    GRADER_ERROR = "grader_error"
    """our fault; the submission gets no score"""


class Evidence(StrEnum):
    """What a finding rests on."""

    VALUES = "values"
    """plain values, compared by the judge"""
    STUDENT_WORD = "student_word"
    """also on comparisons that the submission's own objects made between each other"""
    FORGEABLE = "forgeable"
    """a test that ran in one process with the submission"""


@dataclass(frozen=True)
class Location:
    """A place in the submission. `line` and `column` count from 1; `text` is the student's own line."""

    path: str
    line: int | None = None
    column: int | None = None
    text: str | None = None


@dataclass(frozen=True)
class Finding:
    """What a check saw. All texts may hold a student's words: printable, but to be escaped by whoever shows them."""

    verdict: Verdict
    message: str = ""
    """one sentence: what is wrong"""
    asked: str | None = None
    """the input: what was imported, called or run"""
    expected: str | None = None
    actual: str | None = None
    location: Location | None = None
    raised: Raised | None = None
    stdout: str = ""
    target: str | None = None
    """what the check was about: a path (`a/b.py`) or a dotted name (`a.b.f`)"""
    blocks: bool = True
    """whether checks that depend on this one are pointless while it fails"""
    evidence: Evidence = Evidence.VALUES
    counts: bool = True
    """False for a test that its author leaves out: it earns nothing and costs nothing"""
    another: Finding | None = field(default=None, metadata={"kept": False})
    """one more that the check saw: a mistake is only named where it shows in both; no part of a result"""

    @property
    def passed(self) -> bool:
        """Whether the check earned its points."""
        return self.verdict is Verdict.PASSED


PASSED = Finding(Verdict.PASSED)


@dataclass(frozen=True)
class Diagnosis:
    """What is seen in this tree, why Python behaves so, what to do next."""

    code: str
    seen: str
    why: str
    next_step: str

    @property
    def is_named(self) -> bool:
        """Whether it names a mistake, and does not only say where to look (`grader/diagnosis/general.py`)."""
        return not self.code.startswith("general/")


@dataclass(frozen=True)
class CheckResult:
    """One check's line. `score` is 0 or `max_score`; extra credit counts in the score, not in the maximum."""

    id: str
    kind: str
    title: str
    visibility: str
    score: Decimal
    max_score: Decimal
    extra_credit: bool
    finding: Finding
    diagnosis: Diagnosis | None
    cause: str | None
    """id of the failed check because of which this one was not checked"""
    hints: tuple[str, ...]
    duration_s: float

    @property
    def verdict(self) -> Verdict:
        """The finding's verdict."""
        return self.finding.verdict


@dataclass(frozen=True)
class Report:
    """Everything about one graded submission."""

    exercise_id: str
    exercise_version: str
    submission_sha256: str
    files: tuple[str, ...]
    notes: tuple[str, ...]
    """what intake dropped or unwrapped, for the student to read"""
    sandbox: SandboxInfo
    python: str
    """version of the Python that ran the submission"""
    agent: str
    """version of the agent: hash of its text"""
    results: tuple[CheckResult, ...]
    started_at: datetime
    duration_s: float
    rejected: str | None = None
    """the sentence for the student where nothing was run"""

    def first_cause(self) -> CheckResult | None:
        """The first check that failed by itself."""
        return next((r for r in self.results if not r.finding.passed and r.verdict is not Verdict.NOT_CHECKED), None)

    def seen_by_student(self, *, after_due: bool = False) -> Report:
        """The same report without the lines that a student may not see (yet).

        A line that was not checked because of a hidden one does not name it.
        """
        shown = {"public", "after_due"} if after_due else {"public"}
        visible = tuple(result for result in self.results if result.visibility in shown)
        names = {result.id for result in visible}
        return replace(self, results=tuple(_without_hidden_cause(result, names) for result in visible))


NOTHING_KNOWN: Mapping[str, CheckResult] = MappingProxyType({})
"""The results of a submission that was never looked at before."""


def ignore(result: CheckResult) -> None:
    """What to do with a result that nobody waits for."""


def _without_hidden_cause(result: CheckResult, names: set[str]) -> CheckResult:
    if result.cause is None or result.cause in names:
        return result
    finding = replace(result.finding, message="Not checked because a hidden check failed first.")
    return replace(result, finding=finding, cause=None)
