"""The proof of one exercise after the other, from the trials of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from grader.errors import ExerciseInvalid
from grader.proof.answers import OtherAnswersAreRight, ReferenceIsRight, ShamIsNoAnswer, StarterIsNoAnswer
from grader.proof.case import Case
from grader.proof.claim import Claim, Evidence, Flaw, Outcome, Proposition, Terms, Trial
from grader.proof.crew import Sandboxes, Task, carry_out
from grader.proof.mistakes import MistakesAreNamed, without_mistakes
from grader.proof.mutation import MutantsAreNoticed, Tally, tally
from grader.proof.secrets import SecretsAreKept
from grader.proof.statements import StatementAgrees
from grader.proof.strangers import StrangersGetNothing
from grader.proof.worth import warnings
from grader.report import Verdict

CLAIMS: tuple[Proposition, ...] = (
    StatementAgrees(),
    ReferenceIsRight(),
    OtherAnswersAreRight(),
    StarterIsNoAnswer(),
    ShamIsNoAnswer(),
    MistakesAreNamed(),
    StrangersGetNothing(),
    SecretsAreKept(),
    MutantsAreNoticed(),
)


@dataclass(frozen=True)
class Proof:
    """What was found out about one exercise. `trials` counts the gradings behind each claim."""

    exercise: str
    flaws: tuple[Flaw, ...]
    trials: Mapping[Claim, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    """of mutants"""
    duration_s: float = 0.0
    """what the gradings took together, whoever carried them out"""
    warnings: tuple[Flaw, ...] = ()
    """what the author should know although it disproves nothing"""

    @property
    def is_proven(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws

    def flaws_of(self, claim: Claim) -> tuple[Flaw, ...]:
        """What keeps one claim from being proven."""
        return tuple(flaw for flaw in self.flaws if flaw.claim is claim)


def prove(
    cases: Sequence[Case], terms: Terms, sandboxes: Sandboxes, jobs: int, on_trial: Callable[[int, int], None]
) -> Iterator[Proof]:
    """The proof of each case, in their order. `on_trial` hears after each grading how many are done, of how many.

    Raises:
        GraderFault: a sandbox cannot be had, or broke twice; nothing is known then.
    """
    tasks = [(case, Task(case.exercise, trial)) for case in cases for trial in _trials(case, terms)]
    outcomes: dict[int, Outcome] = {}
    with closing(carry_out([task for _, task in tasks], sandboxes, jobs)) as found:
        for number, outcome in found:
            outcomes[number] = outcome
            on_trial(len(outcomes), len(tasks))
    for case in cases:
        yield _proof(case, [outcomes[number] for number, (owner, _) in enumerate(tasks) if owner is case])


def unreadable(exercise: str, invalid: ExerciseInvalid) -> Proof:
    """The proof of an exercise whose files have defects: nothing else can be said of it."""
    found = invalid.defects
    flaws = (Flaw(Claim.VALID, f"{each.path}:{each.line}:{each.column}", each.message) for each in found)
    return Proof(exercise, tuple(flaws))


def _trials(case: Case, terms: Terms) -> Iterator[Trial]:
    for proposition in CLAIMS:
        if terms.mutants or proposition.claim is not Claim.MUTANTS:
            for trial in proposition.trials(case, terms):
                yield trial if trial.sandbox in terms.sandboxes else replace(trial, sandbox=terms.sandboxes[0])


def _proof(case: Case, outcomes: Sequence[Outcome]) -> Proof:
    by_claim: dict[Claim, list[Outcome]] = {}
    for outcome in outcomes:
        by_claim.setdefault(outcome.trial.claim, []).append(outcome)
    evidence = Evidence(by_claim)
    flaws = [flaw for proposition in CLAIMS for flaw in proposition.flaws(case, evidence)]
    return Proof(
        exercise=case.exercise.id,
        flaws=(*_broken(outcomes), *flaws),
        trials={claim: len(found) for claim, found in by_claim.items()},
        tally=tally(case, evidence),
        warnings=(*without_mistakes(case), *warnings(evidence)),
        duration_s=sum(outcome.duration_s for outcome in outcomes),
    )


def _broken(outcomes: Sequence[Outcome]) -> Iterator[Flaw]:
    """The checks that could not be carried out: the author's mistake, such as a reference expression that raises."""
    told = set[str]()
    for outcome in outcomes:
        for result in outcome.results:
            if result.verdict is Verdict.GRADER_ERROR and result.id not in told:
                told.add(result.id)
                message = f"It cannot be carried out for {outcome.trial.claim.value} {outcome.trial.name}."
                yield Flaw(Claim.VALID, result.id, message, result.finding.message)
