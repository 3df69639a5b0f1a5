"""Holds what became of a case against what it must get: one sentence for each thing that is not as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.dialogue import GRACE_S
from grader.exercise import Exercise
from grader.report import Report, Verdict
from grader.score import total
from tests.hostile.suite.case import WORDLESS, Case

PASSED = frozenset({Verdict.PASSED})
MARGIN_LIMITS = 4.0
"""by how many times its limit a check may last longer, beside what a silent sandbox is waited for"""


def wrong_verdicts(case: Case, exercise: Exercise, report: Report) -> Iterator[str]:
    """Each check with another verdict than the right one, or none."""
    known = [planned.check.id for planned in exercise.plan]
    yield from (f"case.yaml names {name}, which is no check" for name in case.spec.verdicts.keys() - {*known})
    if [result.id for result in report.results] != known:
        yield f"the results are not those of {known}"
    for result in report.results:
        right = case.spec.verdicts.get(result.id, PASSED)
        if result.verdict not in right:
            yield f"{result.id}: {result.verdict}, expected {' or '.join(sorted(right))}: {result.finding.message}"


def wrong_score(case: Case, report: Report) -> Iterator[str]:
    """The score, where it is another than the right one."""
    score = total(report.results)
    if score is None or score.points not in case.spec.score:
        yield f"score {score and score.points}, expected {' or '.join(map(str, sorted(case.spec.score)))}"


def missing_evidence(case: Case, report: Report) -> Iterator[str]:
    """The checks whose message does not name what it must."""
    results = {result.id: result for result in report.results}
    for name, parts in case.spec.evidence.items():
        message = results[name].finding.message if name in results else ""
        may_say_nothing = name in results and len(case.spec.verdicts[name]) > 1 and results[name].verdict in WORDLESS
        if not may_say_nothing and not any(part in message for part in parts):
            yield f"{name}: {' or '.join(map(repr, parts))} is not in {message!r}"


def wrong_words(case: Case, told: str) -> Iterator[str]:
    """What the student reads and should not, or does not read and should."""
    text = " ".join(told.split())
    wanted = (*case.spec.student, *([case.spec.rejected] if case.spec.rejected else []))
    yield from (f"the student does not read {part!r} in {text!r}" for part in wanted if part not in text)
    yield from (f"the student reads {part!r}" for part in case.spec.not_student if part in text or part in told)


def forged(case: Case, verdicts: Mapping[str, Verdict]) -> list[str]:
    """Checks that passed and should not have."""
    return [
        name
        for name, verdict in verdicts.items()
        if verdict is Verdict.PASSED and Verdict.PASSED not in case.spec.verdicts.get(name, PASSED)
    ]


def too_long(exercise: Exercise, report: Report) -> Iterator[str]:
    """The checks that lasted far beyond their limits."""
    for check, limit_s, took_s in _times(exercise, report):
        if took_s > (1 + MARGIN_LIMITS) * limit_s + GRACE_S:
            yield f"{check}: {took_s:.1f} s, with a limit of {limit_s:g} s"


def longest(exercise: Exercise, report: Report) -> float:
    """How many times its limit the longest check lasted."""
    return max((took_s / limit_s for _, limit_s, took_s in _times(exercise, report)), default=0.0)


def _times(exercise: Exercise, report: Report) -> Iterator[tuple[str, float, float]]:
    limits = {planned.check.id: exercise.timeout_s(planned.check) for planned in exercise.plan}
    return ((result.id, limits[result.id], result.duration_s) for result in report.results)


def unfair(case: Case, checks: Iterable[Mapping[str, str]]) -> list[str]:
    """Each check of a JSON report with another verdict than the right one."""
    return [
        f"{check['id']}: {check['verdict']}: {check['message']}"
        for check in checks
        if Verdict(check["verdict"]) not in case.spec.verdicts.get(check["id"], PASSED)
    ]


def missed(report: Report) -> list[str]:
    """The checks that did not pass, with the reason."""
    return [f"{r.id}: {r.verdict}: {r.finding.message}" for r in report.results if not r.finding.passed]
