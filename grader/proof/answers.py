"""What is right gets full marks however it is run; what is no answer gets nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.exercise import Exercise
from grader.proof.case import EMPTY, Case
from grader.proof.claim import Claim, Evidence, Flaw, Outcome, Terms, Trial, story
from grader.proof.equal import equal_answer
from grader.proof.needs import is_behaviour
from grader.report import CheckResult
from grader.score import written

EMPTY_NAME = "empty submission"
EQUAL_NAME = "always-equal answers"


class ReferenceIsRight:
    """The reference gets full marks in every sandbox, whatever the hash seed and the order of the checks."""

    claim = Claim.REFERENCE

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """The rounds in each sandbox; the first one is as a student's would be."""
        if case.answers.reference is None:
            return
        for sandbox in terms.sandboxes:
            for seed in range(terms.rounds if sandbox is terms.sandboxes[0] else terms.other_rounds):
                trial = Trial.of(self.claim, f"{sandbox.value}, seed {seed}", case.answers.reference, seed)
                yield replace(trial, sandbox=sandbox)

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each check that the reference ever missed, with the rounds in which it did."""
        if case.answers.reference is None:
            why = case.answers.refused.get("reference", f"There is none; put it into {case.solutions / 'reference'}.")
            yield Flaw(self.claim, "reference", why)
            return
        outcomes = evidence.of(self.claim)
        if not any(result.max_score and not result.extra_credit for result in outcomes[0].results):
            yield Flaw(self.claim, "points", "There are no points to be had; give at least one check points.")
        for check, missed in _missed(outcomes).items():
            if len(missed) == len(outcomes):
                message = "The reference misses it in every round."
            else:
                rounds = "; ".join(outcome.trial.name for outcome in missed)
                message = f"It is flaky: the reference misses it in {rounds}."
            result = next(result for result in missed[0].results if result.id == check)
            yield Flaw(self.claim, check, message, story([result]))


class OtherAnswersAreRight:
    """Other ways to write the answer get full marks, too."""

    claim = Claim.RIGHT

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """One for each folder in `right/`."""
        for name, answer in case.answers.right.items():
            yield Trial.of(self.claim, name, answer)

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each of them that misses something."""
        for name, why in case.answers.refused.items():
            if name.startswith("right/"):
                yield Flaw(self.claim, name, why)
        for outcome in evidence.of(self.claim):
            missed = [result for result in outcome.results if not result.finding.passed]
            if missed:
                names = ", ".join(result.id for result in missed)
                yield Flaw(self.claim, outcome.trial.name, f"A right answer misses {names}.", story(missed))


class StarterIsNoAnswer:
    """What a student is given gets no points for behaviour."""

    claim = Claim.STARTER

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """One, where there is a starter."""
        if case.starter.files:
            yield Trial.of(self.claim, "starter", case.starter)

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each check of behaviour that gives points for it."""
        behaviour = _behaviour(case.exercise)
        for outcome in evidence.of(self.claim):
            for result in _earned(outcome):
                if result.id in behaviour:
                    message = "The starter passes it and gets {} for nothing; let it need what is still to be done."
                    yield Flaw(self.claim, result.id, message.format(_points(result)))


class ShamIsNoAnswer:
    """Nothing at all gets no points; functions whose answers equal everything get none for behaviour."""

    claim = Claim.SHAM

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """The empty submission, and the reference with its bodies taken out."""
        yield Trial.of(self.claim, EMPTY_NAME, EMPTY)
        if case.answers.reference is not None:
            yield Trial.of(self.claim, EQUAL_NAME, equal_answer(case.answers.reference, case.starter, case.exercise))

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each check that gives points for it."""
        behaviour = _behaviour(case.exercise)
        for outcome in evidence.of(self.claim):
            for result in _earned(outcome):
                if outcome.trial.name == EMPTY_NAME or result.id in behaviour:
                    message = f"With {outcome.trial.name} it passes and gives {_points(result)}; ask for more."
                    yield Flaw(self.claim, result.id, message)


def _missed(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Check -> the outcomes in which it did not pass."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for result in outcome.results:
            if not result.finding.passed:
                found.setdefault(result.id, []).append(outcome)
    return found


def _behaviour(exercise: Exercise) -> frozenset[str]:
    return frozenset(planned.check.id for planned in exercise.plan if is_behaviour(planned.check))


def _earned(outcome: Outcome) -> list[CheckResult]:
    return [result for result in outcome.results if result.score > 0]


def _points(result: CheckResult) -> str:
    return f"{written(result.score)} point{'' if result.score == 1 else 's'}"
