"""The only place where points are summed. Pure arithmetic in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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
