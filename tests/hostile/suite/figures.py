"""What the suite tells at its end: how many cases, and how many of them got away with something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

from grader.report import Verdict
from grader.sandbox import SandboxKind
from tests.hostile.suite.case import Case
from tests.hostile.suite.classes import ClassRun
from tests.hostile.suite.judging import forged, longest, missed, unfair
from tests.hostile.suite.runs import Outcome, Runner, exercise_of

RUNNER = pytest.StashKey[Runner]()
CLASSES = pytest.StashKey[Iterable[ClassRun]]()


def figures(outcomes: Mapping[tuple[Case, SandboxKind], Outcome], classes: Iterable[ClassRun]) -> Iterator[str]:
    """Lines for people."""
    looked = [*map(_looked_at, outcomes.items()), *(each for school in classes for each in _looked_in(school))]
    cases = {case for case, _, _, _ in looked}
    odd = {case for case in cases if case.is_odd}
    yield f"cases: {len(cases)} ({len(odd)} honest but odd), graded {len(looked)} times"
    yield _counted("forged passes", [f"{case.slug}: {name}" for case, passed, _, _ in looked for name in passed])
    yield _counted("honest but odd, and punished", [case.slug for case, _, lost, _ in looked if case.is_odd and lost])
    yield _counted("leftovers", [f"{case.slug}: {thing}" for case, _, _, left in looked for thing in left])
    reports = [(case, each.report) for (case, _), each in outcomes.items()]
    reports += [(case, school.stored(case)) for school in classes for case in school.cases]
    times = [(longest(exercise_of(case), report), case.slug) for case, report in reports if report]
    if times:
        yield "longest check: {:.1f} times its limit ({})".format(*max(times))


_Look = tuple[Case, list[str], list[str], Sequence[str]]
"""a case, what it forged, what it lost unfairly, what it left"""


def _looked_at(found: tuple[tuple[Case, SandboxKind], Outcome]) -> _Look:
    (case, _), outcome = found
    verdicts = {result.id: result.verdict for result in outcome.report.results} if outcome.report else {}
    lost = missed(outcome.report) if outcome.report else [outcome.told]
    return case, forged(case, verdicts), lost, outcome.left


def _looked_in(school: ClassRun) -> Iterator[_Look]:
    left = school.left
    for case in school.cases:
        report = school.report(case)
        verdicts = {check["id"]: Verdict(check["verdict"]) for check in report["checks"]} if report else {}
        lost = unfair(case, report["checks"]) if report else ["no report"]
        yield case, forged(case, verdicts), lost, left
        left = ()  # of the whole class, told once


def _counted(what: str, found: list[str]) -> str:
    return f"{what}: {len(found)}" + "".join(f"\n  {each}" for each in found)
