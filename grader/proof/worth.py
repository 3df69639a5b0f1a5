"""What the passes of the reference rest on: a pass that a submission could have by other means is worth a warning."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from grader.proof.claim import Claim, Flaw
from grader.proof.claim import Evidence as Outcomes
from grader.report import Evidence

_MESSAGES = MappingProxyType(
    {
        Evidence.STUDENT_WORD: (
            "It passes by comparisons that the student's own objects make (`==`, `<`, `in`), so an object that says "
            "yes to everything may pass, too; let the test compare plain values as well, such as an attribute."
        ),
        Evidence.FORGEABLE: (
            "It runs in one process with the submission, which can forge its result; leave out `run: beside-student` "
            "where the test works without."
        ),
    }
)


def warnings(outcomes: Outcomes) -> Iterator[Flaw]:
    """One for each check of the reference whose verdict rests on more than plain values."""
    told = set[str]()
    for outcome in outcomes.of(Claim.REFERENCE):
        for result in outcome.results:
            message = _MESSAGES.get(result.finding.evidence)
            if message and result.id not in told:
                told.add(result.id)
                yield Flaw(Claim.REFERENCE, result.id, message)
