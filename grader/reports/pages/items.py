"""How one check did in the class: how many passed, how hard it was, how well it tells students apart.

Item analysis as Blackboard's "Item Analysis" report explains it to teachers, with its bounds:

    difficulty       share of right answers: easy above 80 %, hard below 30 %, medium between
    discrimination   correlation of the answer with the points: good above 0.3, fair from 0.1, poor below

The correlation is the point-biserial one, corrected: with the points of all *other* checks, because a check always
goes along with itself (S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28, 1963).
Both look only at the students for whom the check ran. Where it was not checked because another failed first, it says
nothing about itself, and counting it as wrong would make each check look like the one it depends on.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from grader.report import CheckResult, Verdict
from grader.reports.pages.rows import ClassCheck

TOO_FEW = 10
"""students; below this one of them turns every figure around"""
EASY_ABOVE, HARD_BELOW = Decimal("0.8"), Decimal("0.3")
GOOD_ABOVE, FAIR_FROM = 0.3, 0.1
REVERSED_BELOW = -0.1
"""nearer to 0 it is chance in a class of usual size"""


@dataclass
class Item:
    """One check's counts. Sums are exact decimals, so that the order of the students does not matter."""

    check: ClassCheck
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    over: dict[Verdict, array[int]] = field(
        default_factory=lambda: {Verdict.TIMEOUT: array("I"), Verdict.LIMIT: array("I")}
    )
    """verdict -> who, as positions in the class"""
    durations_s: array[float] = field(default_factory=lambda: array("f"))
    """of the students for whom it ran"""
    rest: Decimal = Decimal(0)
    rest_squared: Decimal = Decimal(0)
    rest_of_passed: Decimal = Decimal(0)

    def add(self, result: CheckResult, points: Decimal, student: int) -> None:
        """Count one student, by position, with the points of the whole submission."""
        self.verdicts[result.verdict] += 1
        if result.verdict is Verdict.NOT_CHECKED:
            return
        rest = points - result.score
        self.durations_s.append(result.duration_s)
        self.rest += rest
        self.rest_squared += rest * rest
        self.rest_of_passed += rest if result.finding.passed else 0
        if result.verdict in self.over:
            self.over[result.verdict].append(student)

    @property
    def seen(self) -> int:
        """Students in whose report the check has a line."""
        return self.verdicts.total()

    @property
    def ran(self) -> int:
        """Students for whom it ran."""
        return self.seen - self.not_checked

    @property
    def passed(self) -> int:
        """Students who passed."""
        return self.verdicts[Verdict.PASSED]

    @property
    def failed(self) -> int:
        """Students who failed it by themselves."""
        return self.ran - self.passed

    @property
    def not_checked(self) -> int:
        """Students who failed something before it."""
        return self.verdicts[Verdict.NOT_CHECKED]

    @property
    def usual_s(self) -> float:
        """Median of its durations in seconds."""
        return median(self.durations_s) if self.durations_s else 0.0

    @property
    def longest_s(self) -> float:
        """The longest of its durations in seconds."""
        return max(self.durations_s, default=0.0)

    def difficulty(self) -> str:
        """`easy`, `medium`, `hard`, or `too few`."""
        if self.ran < TOO_FEW:
            return "too few"
        right = Decimal(self.passed) / self.ran
        return "easy" if right > EASY_ABOVE else "hard" if right < HARD_BELOW else "medium"

    def discrimination(self) -> float | None:
        """The corrected point-biserial correlation, two decimals; None where all answers or all points are alike."""
        answers = self.passed * self.failed
        spread = self.ran * self.rest_squared - self.rest * self.rest
        if not answers or spread <= 0:
            return None
        together = self.ran * self.rest_of_passed - self.passed * self.rest
        return round(float(together / (answers * spread).sqrt()), 2) + 0.0

    def discrimination_word(self) -> str:
        """What the correlation means."""
        if self.ran < TOO_FEW:
            return "too few"
        value = self.discrimination()
        if value is None:
            return "all alike"
        if value < REVERSED_BELOW:
            return "reversed"
        return "good" if value > GOOD_ABOVE else "fair" if value >= FAIR_FROM else "poor"
