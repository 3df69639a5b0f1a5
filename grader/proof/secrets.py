"""What a student reads about any answer tells no input, expected value or message of a hidden check.

What the statement, the starter or a check that students see says anyhow is no secret here, nor is what stands in the
answer itself; texts of a few letters are found everywhere and are not looked for. Whether statement and starter say
too much is settled in `leaks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from grader.check import Check, Visibility
from grader.checks.running import RunCheck
from grader.checks.value import ValueCheck
from grader.proof.case import Case
from grader.proof.claim import Claim, Evidence, Flaw, Outcome, Terms, Trial
from grader.proof.leaks import leaks
from grader.report import CheckResult, Verdict

SHORTEST = 6
"""characters of a secret"""


class SecretsAreKept:
    """The claim about hidden checks."""

    claim = Claim.SECRETS

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """The answers that are tried anyhow are enough."""
        return iter(())

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each hidden check with the first of its secrets that is told, and where."""
        checks = {planned.check.id: planned.check for planned in case.exercise.plan}
        hidden = {name: check for name, check in checks.items() if check.visibility is not Visibility.PUBLIC}
        if not hidden:
            return
        public = _public(case)
        for name, what in leaks(case):
            message = f"It is hidden, but {what}. Let it ask something else, or let a public check ask this."
            yield Flaw(self.claim, name, message)
        told: dict[str, Flaw] = {}
        for outcome in evidence.all():
            shown = _shown(outcome)
            known = public + "".join(data.decode("utf-8", "replace") for data in outcome.trial.files.values())
            for name, check in hidden.items():
                leak = next((s for s in _secrets(check, outcome) if s not in known and s in shown), None)
                if leak and name not in told:
                    where = f"the report on {outcome.trial.claim.value} {outcome.trial.name}"
                    told[name] = Flaw(self.claim, name, f"It is hidden, but {where} tells of it: {leak!r}.")
        yield from told.values()


def _secrets(check: Check, outcome: Outcome) -> Iterator[str]:
    """Inputs, expected values and messages of a hidden check."""
    for secret in (*_written(check), *_found(check, outcome)):
        if len(secret.strip()) >= SHORTEST:
            yield secret.strip()


def _written(check: Check) -> Iterator[str]:
    if isinstance(check, ValueCheck):
        for case in check.cases:
            yield from (case.ask, case.shown())
        if check.ask is not None:
            yield check.ask
            yield check.shown() if check.given_expectations() else ""
    elif isinstance(check, RunCheck):
        yield from (*check.args, check.stdin)
        for output in (check.stdout, check.stderr):
            if output is not None:
                yield from (output.equals or "", *output.contains, *output.lacks)


def _found(check: Check, outcome: Outcome) -> Iterator[str]:
    """What the hidden check found, unless a check that students see found just the same."""
    seen = {text for result in _visible(outcome.results) for text in _words(result)}
    for result in outcome.results:
        if result.id == check.id and result.verdict is not Verdict.NOT_CHECKED:
            yield from (text for text in _words(result) if text not in seen)


def _words(result: CheckResult) -> tuple[str, ...]:
    finding = result.finding
    return finding.message, finding.asked or "", finding.expected or ""


def _public(case: Case) -> str:
    """What everybody may know: statement, starter, and what the checks that students see ask and expect."""
    checks = [planned.check for planned in case.exercise.plan if planned.check.visibility is Visibility.PUBLIC]
    seen = [text for check in checks for text in _written(check)]
    return "\n".join([case.statement, *(case.starter.text(path) or "" for path in case.starter.files), *seen])


def _shown(outcome: Outcome) -> str:
    """Every text that the student may read about this answer, also the hints that may be opened."""
    results = outcome.results
    visible = outcome.report.seen_by_student().results if outcome.report else _visible(results)
    return "\n".join(_texts(visible))


def _visible(results: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    return tuple(result for result in results if result.visibility == Visibility.PUBLIC)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _texts(item)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _texts(getattr(thing, each.name))
