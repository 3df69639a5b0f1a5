"""What the teacher's page shows, as its template gets it: texts that are ready, and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.reports.pages.charts import Histogram, Share
from grader.reports.pages.items import Item
from grader.reports.pages.mistakes import Mistake
from grader.reports.pages.rows import ClassRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One student as the page needs it."""

    row: ClassRow
    mistake: str = ""
    """the first: a diagnosis or the title of a check"""
    duration_s: float | None = None


@dataclass(frozen=True)
class Counts:
    """A whole class. Positions in `items` and `mistakes` are those of `entries`."""

    title: str
    exercise_id: str
    entries: Sequence[Entry]
    items: Sequence[Item]
    mistakes: Sequence[Mistake]


@dataclass(frozen=True)
class People:
    """Who: those with room on the page, and how many more."""

    rows: tuple[ClassRow, ...]
    more: int

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.rows) + self.more


@dataclass(frozen=True)
class Tile:
    """A number to see at a glance."""

    number: str
    label: str
    anchor: str = ""
    """of the section that lists them"""


@dataclass(frozen=True)
class ItemView:
    """One check's line."""

    item: Item
    bar: Share
    passed_percent: str
    passed_value: str
    difficulty: str
    right_value: str
    """share of right answers where it ran, to sort by"""
    discrimination: str
    discrimination_word: str
    points: str


@dataclass(frozen=True)
class VariantView:
    """One form of a message, and who got it."""

    example: str
    is_one_of_many: bool
    people: People


@dataclass(frozen=True)
class MistakeView:
    """One group of the same mistake."""

    code: str
    title: str
    anchor: str
    students: int
    percent: str
    bar: Share
    checks: tuple[str, ...]
    variants: tuple[VariantView, ...]


@dataclass(frozen=True)
class Attention:
    """Students for whom the teacher may have to do something."""

    anchor: str
    title: str
    advice: str
    rows: tuple[ClassRow, ...]


@dataclass(frozen=True)
class Durations:
    """How long whole submissions took, and whose took longest."""

    usual: str
    longest: str
    slowest: ClassRow


@dataclass(frozen=True)
class TimingView:
    """How long one check took, and for whom it was stopped."""

    title: str
    usual: str
    usual_value: str
    longest: str
    longest_value: str
    timeouts: People
    limits: People


@dataclass(frozen=True)
class StudentView:
    """One line of the table of students."""

    row: ClassRow
    mistake: str
    tags: str
    score_value: str
    percent_value: str
    late: str
    attempt: str
    attempt_value: str


@dataclass(frozen=True)
class ClassView:
    """All of the page."""

    title: str
    exercise_id: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    histogram: Histogram | None
    items: tuple[ItemView, ...]
    mistakes: tuple[MistakeView, ...]
    mistake_bars: int
    attention: tuple[Attention, ...]
    durations: Durations | None
    timings: tuple[TimingView, ...]
    students: tuple[StudentView, ...]
    too_few: int
    few: int
    """so many students are named at once, without unfolding"""
