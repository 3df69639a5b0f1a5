"""The references of other exercises get no points here, unless the author says why they may.

Why it is so: a check that takes the answer to another question asks for too little. Checks of shape are left out: many
exercises ask for a `main.py` or for the same package, and a file that is there is not yet an answer. Files that both
references have are left out, too: they are the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.proof.case import Case
from grader.proof.claim import Claim, Evidence, Flaw, Terms, Trial
from grader.proof.needs import SHAPE_KINDS
from grader.submission import Submission


class StrangersGetNothing:
    """The claim about other exercises."""

    claim = Claim.STRANGERS

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """One for each exercise that has names in common with this one."""
        for name, answer in case.strangers.items():
            if name not in case.expected.strangers:
                yield Trial.of(self.claim, name, _without_common(answer, case.answers.reference))

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """Each check that gives points to other references, with the exercises that they belong to."""
        excused = case.expected.strangers
        passed: dict[str, list[str]] = {}
        for outcome in evidence.of(self.claim):
            for result in outcome.results:
                if result.score > 0 and result.kind not in SHAPE_KINDS and result.id not in excused:
                    passed.setdefault(result.id, []).append(outcome.trial.name)
        for check, names in passed.items():
            message = (
                f"It gives points to the reference of {', '.join(names)}; let it ask for more, or say under "
                "`strangers` why that is right."
            )
            yield Flaw(self.claim, check, message)
        known = {planned.check.id for planned in case.exercise.plan} | case.neighbours
        for name in sorted(excused.keys() - known):
            yield Flaw(self.claim, name, "It is listed under `strangers`, but no exercise or check has that id.")


def _without_common(answer: Submission, reference: Submission | None) -> Submission:
    own = reference.files if reference else {}
    return Submission.of({path: data for path, data in answer.files.items() if own.get(path) != data})
