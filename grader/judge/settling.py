"""Settling one check: what it depends on first, then the check itself, then the diagnosis of what it found."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from grader.check import Scene
from grader.errors import GraderFault, SandboxUnavailable
from grader.exercise import Exercise, PlannedCheck
from grader.report import CheckResult, Diagnosis, Finding, Verdict


def settle(planned: PlannedCheck, exercise: Exercise, scene: Scene, settled: Mapping[str, CheckResult]) -> CheckResult:
    """The result of one check, given the results of those before it.

    Raises:
        SandboxUnavailable: no sandbox can be had any more; the whole submission is to be graded again later.
    """
    started = time.monotonic()
    cause = _cause(planned, settled)
    finding = _not_checked(settled[cause]) if cause else _examine(planned, exercise, scene)
    asks_why = not cause and not finding.passed and finding.verdict is not Verdict.GRADER_ERROR
    why = _diagnosis(finding, scene) if asks_why else None
    return _result(planned, finding, diagnosis=why, cause=cause, duration_s=time.monotonic() - started)


def broken(planned: PlannedCheck, message: str) -> CheckResult:
    """The result of a check that fell to a mistake of ours."""
    return _result(planned, Finding(Verdict.GRADER_ERROR, message))


def unchecked(planned: PlannedCheck, message: str) -> CheckResult:
    """The result of a check that was never looked at."""
    return _result(planned, Finding(Verdict.NOT_CHECKED, message))


def _diagnosis(finding: Finding, scene: Scene) -> Diagnosis | None:
    from grader.diagnosis import diagnose  # a right answer needs none of it

    return diagnose(finding, scene)


def _result(
    planned: PlannedCheck,
    finding: Finding,
    *,
    diagnosis: Diagnosis | None = None,
    cause: str | None = None,
    duration_s: float = 0.0,
) -> CheckResult:
    check = planned.check
    points = check.points if finding.counts else Decimal(0)
    return CheckResult(
        id=check.id,
        kind=check.kind,
        title=check.summary(),
        visibility=check.visibility.value,
        score=points if finding.passed else Decimal(0),
        max_score=points,
        extra_credit=check.extra_credit,
        finding=replace(finding, another=None),
        diagnosis=diagnosis,
        cause=cause,
        hints=check.hints,
        duration_s=duration_s,
    )


def _cause(planned: PlannedCheck, settled: Mapping[str, CheckResult]) -> str | None:
    """The root cause among the needs: the failed check itself, not one that was not checked because of it."""
    for need in planned.needs:
        result = settled.get(need)
        if result and not result.finding.passed and result.finding.blocks:
            return result.cause or result.id
    return None


def _not_checked(cause: CheckResult) -> Finding:
    return Finding(Verdict.NOT_CHECKED, f"Not checked until this is fixed: {cause.title}.")


def _examine(planned: PlannedCheck, exercise: Exercise, scene: Scene) -> Finding:
    """Examine, once more after a fault of ours; a second fault is a grader error, never a wrong answer."""
    try:
        return planned.check.examine(scene, exercise.timeout_s(planned.check))
    except SandboxUnavailable:
        raise
    except GraderFault:
        return _examine_again(planned, exercise, scene)


def _examine_again(planned: PlannedCheck, exercise: Exercise, scene: Scene) -> Finding:
    try:
        return planned.check.examine(scene, exercise.timeout_s(planned.check))
    except SandboxUnavailable:
        raise
    except GraderFault as fault:
        return Finding(Verdict.GRADER_ERROR, str(fault))
