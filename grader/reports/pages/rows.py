"""What the pages know of a student: the row of `scores.csv`, with the words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from grader.score import written

STATUS_WORDS = MappingProxyType(
    {"graded": "graded", "rejected": "rejected", "missing": "missing", "grader_error": "grader error"}
)
NOTHING = "—"
"""where there is no number"""
_TENTH = Decimal("0.1")


class ClassCheck(NamedTuple):
    """A check as the exercise plans it, in the exercise's order."""

    id: str
    title: str
    kind: str
    max_score: Decimal
    visibility: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One student of a class. Scores are final: after lateness, scaling and what the teacher set by hand."""

    student: str
    """the id that names row, report and page (CONTRACTS 3.2)"""
    name: str
    """display name, "" where there is none"""
    status: str
    """`graded`, `rejected`, `missing` or `grader_error`"""
    score: Decimal | None
    max_score: Decimal
    percent: Decimal | None
    """0 to 100"""
    late: bool | None
    """None: not known"""
    attempt: int | None
    message: str
    """why there is no score, or a word to the teacher; "" where there is nothing to say"""
    page: str | None
    """path of the feedback page relative to the report, as it is on disk: not percent-encoded"""
    adjusted: bool = False
    """whether a teacher set the score by hand"""
    in_roster: bool = True
    """False: nobody in the roster, where one was given"""
    kept: bool = False
    """whether the score is that of an earlier grading, which gave more"""

    @property
    def is_graded(self) -> bool:
        """Whether a report stands behind the row."""
        return self.status == "graded"

    @property
    def has_score(self) -> bool:
        """Whether there are points to show."""
        return self.score is not None

    @property
    def shown_name(self) -> str:
        """What to call the student."""
        return self.name or self.student

    @property
    def sort_key(self) -> tuple[str, str, int]:
        """By name, as lists of a class are; id and attempt settle the rest."""
        return (self.shown_name.casefold(), self.student, self.attempt or 0)

    @property
    def href(self) -> str:
        """The feedback page as a relative address, "" without one. Cannot name another host or a script."""
        return f"./{quote(self.page.lstrip('/'))}" if self.page else ""

    @property
    def status_word(self) -> str:
        """The status as people say it."""
        return STATUS_WORDS.get(self.status, self.status)

    @property
    def score_words(self) -> str:
        """`9 of 10`, or a dash."""
        return NOTHING if self.score is None else f"{written(self.score)} of {written(self.max_score)}"

    @property
    def standing_words(self) -> str:
        """The score of somebody of whom nothing was graded: `7 of 10, kept from an earlier grading`; "" for none."""
        if self.is_graded or not self.has_score:
            return ""
        return f"{self.score_words}, {'set by hand' if self.adjusted else 'kept from an earlier grading'}"

    @property
    def percent_words(self) -> str:
        """`87.5 %`, or a dash."""
        return NOTHING if self.percent is None else percent_words(self.percent)


def percent_words(percent: Decimal) -> str:
    """`87.5 %`: one decimal at most."""
    return f"{written(percent.quantize(_TENTH, ROUND_HALF_UP))} %"


def share(part: int, whole: int) -> Decimal:
    """`part` of `whole` in percent; 0 of nothing."""
    return Decimal(100 * part) / Decimal(whole) if whole else Decimal(0)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 student`, `2 students`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def seconds(duration_s: float) -> str:
    """`0.4 ms`, `3 ms`, `1.25 s`, `12 s`."""
    if duration_s < 0.001:
        return f"{duration_s * 1000:.1f} ms"
    if duration_s < 1:
        return f"{duration_s * 1000:.0f} ms"
    return f"{duration_s:.2f} s" if duration_s < 10 else f"{duration_s:.0f} s"
