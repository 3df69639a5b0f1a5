"""The only place where points are summed. Pure arithmetic in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from grader.policy import Policy
from grader.report import CheckResult, Verdict

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Score:
    """Points earned, points to be had without extra credit, and whether there is a score at all."""

    points: Decimal
    maximum: Decimal

    @property
    def percent(self) -> Decimal:
        """0 to 100, two decimals; extra credit does not lift it above 100, nothing to be had is 100."""
        if not self.maximum:
            return HUNDRED
        share = min(self.points / self.maximum, Decimal(1)) * HUNDRED
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total(results: Sequence[CheckResult]) -> Score | None:
    """The score of a submission; None where a check fell to an error of ours, for then there is no score."""
    if any(result.verdict is Verdict.GRADER_ERROR for result in results):
        return None
    points = sum((result.score for result in results), Decimal(0))
    maximum = sum((result.max_score for result in results if not result.extra_credit), Decimal(0))
    return Score(points, maximum)


def written(number: Decimal) -> str:
    """`7`, `7.5`: no trailing zeros, no exponent."""
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class FinalScore:
    """What goes into the gradebook, and how it came about: one sentence per step, none where no step was taken."""

    points: Decimal
    maximum: Decimal
    reasoning: tuple[str, ...]

    @property
    def percent(self) -> Decimal:
        """As `Score.percent`."""
        return Score(self.points, self.maximum).percent

    @property
    def share(self) -> Decimal:
        """Points for each point to be had, by which scores of different maxima are compared; extra credit counts."""
        return self.points / (self.maximum or 1)


@dataclass(frozen=True)
class Lateness:
    """What is known of the time: late or not (None: unknown), and by how many seconds (None: unknown)."""

    is_late: bool | None
    seconds: float | None = None


def lateness(policy: Policy, submitted_at: datetime | None, said_late: bool | None) -> Lateness:
    """The word of the LMS, which knows of extensions; where it says nothing, the due date. Unknown is never late."""
    due = policy.due_at()
    seconds = (submitted_at - due).total_seconds() if due is not None and submitted_at is not None else None
    is_late = said_late
    if is_late is None and seconds is not None:
        is_late = seconds > policy.grace_minutes * 60
    return Lateness(is_late, seconds if is_late and seconds is not None and seconds > 0 else None)


def final(results: Sequence[CheckResult], policy: Policy, late: Lateness, now: datetime) -> FinalScore | None:
    """The score under a policy; None where an error of ours prevents one."""
    due = policy.due_at()
    is_open = policy.drop_hidden_until_due and due is not None and now < due
    counted = [result for result in results if not (is_open and result.visibility != "public")]
    score = total(counted)
    if score is None:
        return None
    reasoning = []
    if is_open:
        reasoning.append("Hidden checks do not count before the due date.")
    points, maximum = score.points, score.maximum
    percent, words = _penalty(policy, late)
    if percent:
        points -= points * percent / HUNDRED
        reasoning.append(f"Minus {written(percent)} % for {words}: {written(_cents(points))} points.")
    if policy.scale_to is not None and maximum:
        points, maximum = points / maximum * policy.scale_to, policy.scale_to
        reasoning.append(f"Scaled to {written(maximum)}: {written(_cents(points))} points.")
    start = f"{written(score.points)} of {written(score.maximum)} points."
    return FinalScore(_cents(points), maximum, (start, *reasoning) if reasoning else ())


def _penalty(policy: Policy, late: Lateness) -> tuple[Decimal, str]:
    """Percent lost, and for what. Late by an unknown time is late by the least that the policy knows."""
    if policy.late is None or not late.is_late:
        return Decimal(0), ""
    if late.seconds is None:
        return policy.late.percent(1), "handing in late"
    if late.seconds <= policy.grace_minutes * 60:
        return Decimal(0), ""
    days = -int(-late.seconds // 86400)
    return policy.late.percent(late.seconds), f"{days} day{'s' if days > 1 else ''} late"


def _cents(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.01"), ROUND_HALF_UP)
