"""Plots as numbers for SVG: positions in percent, so that bars stretch with the page while letters keep their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from grader.reports.pages.rows import counted, percent_words, share

BINS = 11
"""0 to 9 %, … 90 to 99 %, and full marks alone: many reach them, and they mean something else"""
PLOT_PX = 168
TOP_PX = 22
"""room above the highest bar for its number"""
GAP = Decimal("0.12")
"""of a bin's width, left free beside its bar"""


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram."""

    label: str
    """`70 to 79 %`"""
    tick: str
    """`70`"""
    count: int
    x: str
    middle: str
    width: str
    y: int
    height: int
    above: int
    """where its number stands"""


@dataclass(frozen=True)
class Histogram:
    """Scores of a class. Lengths with `%` are of the plot's width, others pixels."""

    bars: tuple[Bar, ...]
    students: int
    median: str
    """`75 %`"""
    median_x: str
    base: int
    """y of the base line"""
    summary: str
    """the plot in a sentence, for those who do not see it"""


@dataclass(frozen=True)
class Share:
    """A bar of three parts: lengths in percent of its width."""

    passed: str
    failed: str
    failed_x: str
    rest: str
    rest_x: str


def histogram(percents: Sequence[Decimal]) -> Histogram | None:
    """The distribution of these percents, None where there are none."""
    if not percents:
        return None
    counts = [0] * BINS
    for percent in percents:
        counts[_bin(percent)] += 1
    middle = median(percents)
    top = max(counts)
    fullest = _label(counts.index(top))
    return Histogram(
        bars=tuple(_bar(index, count, top) for index, count in enumerate(counts)),
        students=len(percents),
        median=percent_words(middle),
        median_x=_length((middle / 10 if middle < 100 else Decimal("10.5")) / BINS * 100),
        base=TOP_PX + PLOT_PX,
        summary=f"{counted(len(percents), 'score')}, median {percent_words(middle)}; most ({top}) at {fullest}.",
    )


def shares(passed: int, failed: int, rest: int) -> Share:
    """How three numbers divide a bar."""
    whole = passed + failed + rest
    return Share(
        passed=_length(share(passed, whole)),
        failed=_length(share(failed, whole)),
        failed_x=_length(share(passed, whole)),
        rest=_length(share(rest, whole)),
        rest_x=_length(share(passed + failed, whole)),
    )


def _bin(percent: Decimal) -> int:
    return min(max(int(percent // 10), 0), BINS - 1)


def _label(index: int) -> str:
    return "100 %" if index == BINS - 1 else f"{index * 10} to {index * 10 + 9} %"


def _bar(index: int, count: int, top: int) -> Bar:
    width = Decimal(100) / BINS
    height = max(round(PLOT_PX * count / top), 2) if count else 0
    y = TOP_PX + PLOT_PX - height
    return Bar(
        label=_label(index),
        tick=str(index * 10),
        count=count,
        x=_length(width * (index + GAP / 2)),
        middle=_length(width * (index + Decimal("0.5"))),
        width=_length(width * (1 - GAP)),
        y=y,
        height=height,
        above=y - 6,
    )


def _length(percent: Decimal) -> str:
    return f"{percent:.2f}%"
