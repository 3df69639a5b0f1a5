"""Typical wrong answers get what `expected.yaml` says about them, check by check, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.defects import did_you_mean
from grader.diagnosis import find_rule
from grader.proof.case import Case
from grader.proof.claim import Claim, Evidence, Flaw, Outcome, Terms, Trial, story
from grader.proof.expected import FILE, Expected
from grader.report import CheckResult, Verdict


class MistakesAreNamed:
    """The claim about `wrong/`."""

    claim = Claim.WRONG

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """One for each wrong answer."""
        for name, answer in case.answers.wrong.items():
            yield Trial.of(self.claim, name, answer)

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """What is said of no answer, answers of which nothing is said, and those that got something else."""
        expected = case.expected.wrong
        refused = {name.removeprefix("wrong/"): why for name, why in case.answers.refused.items()}
        for name in sorted(expected.keys() - case.answers.wrong.keys()):
            missing = f"{FILE} speaks of it, but there is no folder wrong/{name}."
            yield Flaw(self.claim, name, refused.get(name, missing))
        for name, entry in expected.items():
            yield from self._unknown(case, name, entry)
        for outcome in evidence.of(self.claim):
            name = outcome.trial.name
            if name in expected:
                yield from _differences(outcome, expected[name])
            else:
                message = f"{FILE} does not say what it must get. If this is right, write it there:"
                yield Flaw(self.claim, name, message, _entry(outcome))

    def _unknown(self, case: Case, name: str, entry: Expected) -> Iterator[Flaw]:
        known = [planned.check.id for planned in case.exercise.plan]
        for check in (*entry.fails, *entry.not_checked):
            if check not in known:
                yield Flaw(self.claim, name, f"{FILE}: there is no check {check!r}.{did_you_mean(check, known)}")
        for code in dict.fromkeys(entry.fails.values()):
            if code is not None and find_rule(code) is None:
                yield Flaw(self.claim, name, f"{FILE}: there is no diagnosis {code!r}; `grade explain` lists them all.")
        if not entry.fails:
            yield Flaw(self.claim, name, f"{FILE}: a wrong answer fails at least one check; this one fails none.")


def without_mistakes(case: Case) -> Iterator[Flaw]:
    """A warning where nothing shows that any mistake is noticed. A draft has none yet, and is right all the same."""
    refused = any(name.startswith("wrong/") for name in case.answers.refused)
    if not (case.answers.wrong or case.expected.wrong or refused):
        message = (
            "There is no wrong answer, so nothing shows that a mistake fails and is named. "
            f"Put a typical one into {case.solutions / 'wrong'}/NAME and verify again; five or more are a good start."
        )
        yield Flaw(Claim.WRONG, "wrong answers", message)


def failed_checks(results: Sequence[CheckResult]) -> dict[str, str | None]:
    """The checks that failed by themselves, each with the code of its diagnosis."""
    return {
        result.id: result.diagnosis.code if result.diagnosis else None
        for result in results
        if result.verdict not in {Verdict.PASSED, Verdict.NOT_CHECKED}
    }


def unreached_checks(results: Sequence[CheckResult]) -> frozenset[str]:
    """The checks that waited for one of those."""
    return frozenset(result.id for result in results if result.verdict is Verdict.NOT_CHECKED)


def _entry(outcome: Outcome) -> str:
    """What the answer got, as `expected.yaml` would say it."""
    failed, unreached = failed_checks(outcome.results), unreached_checks(outcome.results)
    lines = [f"{outcome.trial.name}:", "  fails:", *(f"    {name}: {code or 'null'}" for name, code in failed.items())]
    if unreached:
        lines += ["  not_checked:", *(f"    - {result.id}" for result in outcome.results if result.id in unreached)]
    return "\n".join(lines)


def _differences(outcome: Outcome, expected: Expected) -> Iterator[Flaw]:
    name, found = outcome.trial.name, failed_checks(outcome.results)
    unreached, waited = unreached_checks(outcome.results), frozenset(expected.not_checked)
    lines = [
        *(f"{check} fails, but {FILE} does not say so" for check in sorted(found.keys() - expected.fails.keys())),
        *(f"{check} does not fail, but {FILE} says so" for check in sorted(expected.fails.keys() - found.keys())),
        *(
            f"{check} gets the diagnosis {found[check] or 'none'}, expected {expected.fails[check] or 'none'}"
            for check in sorted(found.keys() & expected.fails.keys())
            if found[check] != expected.fails[check]
        ),
        *(f"{check} is not checked, but {FILE} does not say so" for check in sorted(unreached - waited)),
        *(f"{check} is checked, but {FILE} says that it waits" for check in sorted(waited - unreached)),
    ]
    if lines:
        yield Flaw(
            Claim.WRONG,
            name,
            f"It does not get what {FILE} says: {'; '.join(lines)}.",
            story(outcome.results),
        )
