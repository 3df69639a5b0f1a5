"""Small changes of the reference: each must be noticed by some check, or be declared to make no difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.defects import did_you_mean
from grader.proof.case import Case
from grader.proof.claim import Claim, Evidence, Flaw, Terms, Trial
from grader.proof.expected import FILE
from grader.proof.mutants import Mutant, mutants
from grader.report import Verdict


@dataclass(frozen=True)
class Tally:
    """How many mutants were made, how many a check noticed, how many the author declared to be equivalent."""

    made: int = 0
    killed: int = 0
    equivalent: int = 0

    @property
    def rate(self) -> float:
        """Killed ones among those that can be: 0 to 1; 1 where there are none."""
        able = self.made - self.equivalent
        return self.killed / able if able else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.made + other.made, self.killed + other.killed, self.equivalent + other.equivalent)


class MutantsAreNoticed:
    """The claim about mutants."""

    claim = Claim.MUTANTS

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """One for each mutant, up to the first check that notices."""
        for mutant in _mutants(case):
            trial = Trial(self.claim, mutant.name, mutant.files, mutant.folders)
            yield replace(trial, until_missed=True)

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each survivor, and each declaration that does not hold."""
        survivors, killed = _survivors(evidence), _killed(evidence)
        declared = case.expected.equivalent
        diffs = {mutant.name: mutant.diff for mutant in _mutants(case)} if survivors or declared else {}
        for name in sorted(survivors - declared.keys()):
            message = f"No check notices this change; add one, or say under `equivalent` in {FILE} why none can."
            yield Flaw(self.claim, name, message, diffs[name])
        for name in declared if survivors or killed else ():
            if name in killed:
                yield Flaw(self.claim, name, f"{FILE} calls it equivalent, but a check notices it.", diffs[name])
            elif name not in survivors:
                yield Flaw(self.claim, name, f"{FILE}: there is no such mutant.{did_you_mean(name, sorted(survivors))}")


def tally(case: Case, evidence: Evidence) -> Tally:
    """The numbers of an exercise."""
    survivors, killed = _survivors(evidence), _killed(evidence)
    return Tally(len(survivors) + len(killed), len(killed), len(survivors & case.expected.equivalent.keys()))


def _mutants(case: Case) -> list[Mutant]:
    if case.answers.reference is None:
        return []
    return mutants(case.answers.reference, case.starter, case.exercise)


def _survivors(evidence: Evidence) -> frozenset[str]:
    return frozenset(each.trial.name for each in evidence.of(Claim.MUTANTS) if each.missed is None)


def _killed(evidence: Evidence) -> frozenset[str]:
    """Those that a check noticed; one that could not be carried out has noticed nothing, and is told of elsewhere."""
    noticed = [each for each in evidence.of(Claim.MUTANTS) if each.missed]
    return frozenset(
        each.trial.name for each in noticed if each.missed and each.missed.verdict is not Verdict.GRADER_ERROR
    )
