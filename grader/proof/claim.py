"""What is claimed of an exercise, what it takes to prove it, and what is found to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from grader.check import Check
from grader.proof.case import Case
from grader.report import CheckResult, Report, Verdict
from grader.sandbox import SandboxKind
from grader.submission import Submission


class Claim(StrEnum):
    """What is to be proven, in the order in which it is shown."""

    VALID = "valid"
    STATEMENT = "statement"
    REFERENCE = "reference"
    RIGHT = "right"
    STARTER = "starter"
    SHAM = "sham"
    WRONG = "wrong"
    STRANGERS = "strangers"
    SECRETS = "secrets"
    MUTANTS = "mutants"


@dataclass(frozen=True)
class Flaw:
    """Something that keeps a claim from being proven. `subject` is what it is about: an answer, a check, a name."""

    claim: Claim
    subject: str
    message: str
    """one sentence or two: what is wrong, what to do next"""
    detail: str = ""
    """more lines, such as a diff"""


@dataclass(frozen=True)
class Trial:
    """One submission to be graded. `files` and `folders` as in `Submission`, but plain, so that it can be sent."""

    claim: Claim
    name: str
    """unique within the claim"""
    files: Mapping[str, bytes]
    folders: frozenset[str] = frozenset()
    sandbox: SandboxKind = SandboxKind.PROCESS
    seed: int = 0
    """of hashes and of the order of the checks; 0 is what students get"""
    until_missed: bool = False
    """whether the first check that does not pass is all that is of interest"""
    checks: tuple[Check, ...] = ()
    """by what it is graded in place of the exercise's own checks"""

    @classmethod
    def of(cls, claim: Claim, name: str, submission: Submission, seed: int = 0) -> Trial:
        """A trial of a submission."""
        return cls(claim, name, dict(submission.files), submission.folders, seed=seed)

    def submission(self) -> Submission:
        """What is to be graded."""
        return Submission.of(self.files, folders=self.folders)


@dataclass(frozen=True)
class Outcome:
    """What a trial came to: the whole report, or of a trial until the first miss only the check that was missed.

    `duration_s` is the time from the first sandbox to the last check.
    """

    trial: Trial
    report: Report | None
    missed: CheckResult | None
    duration_s: float

    @property
    def results(self) -> tuple[CheckResult, ...]:
        """All results that are known."""
        if self.report:
            return self.report.results
        return (self.missed,) if self.missed else ()


@dataclass(frozen=True)
class Terms:
    """How hard to try."""

    rounds: int = 3
    """how often the reference is graded in the first sandbox, each time with another seed"""
    other_rounds: int = 1
    """the same for the other sandboxes"""
    sandboxes: tuple[SandboxKind, ...] = (SandboxKind.PROCESS,)
    """where the reference is graded; everything else is in the first of them"""
    mutants: bool = True


@dataclass(frozen=True)
class Evidence:
    """The outcomes of an exercise's trials, by claim."""

    outcomes: Mapping[Claim, Sequence[Outcome]] = field(default_factory=dict)

    def of(self, claim: Claim) -> Sequence[Outcome]:
        """The outcomes of one claim."""
        return self.outcomes.get(claim, ())

    def all(self) -> Iterator[Outcome]:
        """All outcomes."""
        for found in self.outcomes.values():
            yield from found


class Proposition(Protocol):
    """A claim as the table of claims knows it."""

    claim: Claim

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """The gradings that it needs."""

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """What keeps it from being proven, given the outcomes of all trials."""


def story(results: Sequence[CheckResult]) -> str:
    """The checks that failed by themselves, one line each: id, verdict, diagnosis, message."""
    return "\n".join(
        f"{result.id}: {result.verdict} [{result.diagnosis.code if result.diagnosis else 'no diagnosis'}] "
        f"{result.finding.message}"
        for result in results
        if result.verdict not in {Verdict.PASSED, Verdict.NOT_CHECKED}
    )
