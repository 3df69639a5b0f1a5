"""The teacher's page of a class: what is on it, in the words and numbers that its template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from grader.report import Verdict
from grader.reports.pages.charts import histogram, shares
from grader.reports.pages.items import TOO_FEW, Item
from grader.reports.pages.mistakes import Variant
from grader.reports.pages.rendering import rendered
from grader.reports.pages.rows import NOTHING, ClassRow, percent_words, seconds, share
from grader.reports.pages.views import (
    Attention,
    ClassView,
    Counts,
    Durations,
    Entry,
    ItemView,
    MistakeView,
    People,
    StudentView,
    Tile,
    TimingView,
    VariantView,
)
from grader.score import written

VARIANTS_SHOWN = 8
LINKS_SHOWN = 30_000
"""on the whole page; about 4 MB of them"""
MISTAKE_BARS = 12
FEW = 6
"""students that are named at once, without unfolding"""
_ATTENTION: tuple[tuple[str, str, str, Callable[[ClassRow], bool]], ...] = (
    (
        "grader-errors",
        "Grader errors",
        "The grader failed here, not the student. Run the same command again: without --fresh it grades only these.",
        lambda row: row.status == "grader_error",
    ),
    (
        "rejected",
        "Rejected",
        "These could not be read, and nothing was run. The sentence is also on the student's page.",
        lambda row: row.status == "rejected",
    ),
    (
        "unmatched",
        "Not in the roster",
        "These handed something in, and nobody in the roster has their id.",
        lambda row: not row.in_roster,
    ),
    (
        "missing",
        "Missing",
        "These are in the roster and handed nothing in.",
        lambda row: row.status == "missing",
    ),
)
"""anchor, title, advice, and who belongs there"""


def class_page(counts: Counts, notes: tuple[str, ...], run_facts: Mapping[str, str]) -> Iterator[str]:
    """`report.html`, piece by piece."""
    ordered = sorted(counts.entries, key=lambda entry: entry.row.sort_key)
    rows = [entry.row for entry in ordered]
    register = _Register(counts.entries)
    view = ClassView(
        title=counts.title,
        exercise_id=counts.exercise_id,
        notes=notes,
        facts=tuple(run_facts.items()),
        tiles=tuple(_tiles(rows)),
        histogram=histogram(_percents(rows)),
        items=tuple(_item(item) for item in counts.items if item.seen),
        mistakes=tuple(_mistakes(counts, register, sum(row.is_graded for row in rows))),
        mistake_bars=MISTAKE_BARS,
        attention=tuple(_attention(rows)),
        durations=_durations(ordered),
        timings=tuple(_timing(item, register) for item in counts.items if item.ran),
        students=tuple(_student(entry) for entry in ordered),
        too_few=TOO_FEW,
        few=FEW,
    )
    return rendered("class.html.j2", view)


class _Register:
    """Finds students by position, until the page has named enough of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._left = LINKS_SHOWN

    def people(self, positions: Iterable[int]) -> People:
        rows = sorted((self._entries[position].row for position in positions), key=lambda row: row.sort_key)
        shown = rows[: self._left]
        self._left -= len(shown)
        return People(tuple(shown), len(rows) - len(shown))


def _percents(rows: Sequence[ClassRow]) -> list[Decimal]:
    return [row.percent for row in rows if row.is_graded and row.percent is not None]


def _tiles(rows: Sequence[ClassRow]) -> Iterator[Tile]:
    percents = _percents(rows)
    yield Tile(str(sum(row.is_graded for row in rows)), "graded")
    if percents:
        yield Tile(percent_words(median(percents)), "median score")
        full = sum(percent == 100 for percent in percents)
        yield Tile(str(full), f"full marks ({percent_words(share(full, len(percents)))})")
    for label, number in (
        ("late", sum(row.late is True for row in rows)),
        ("adjusted by hand", sum(row.adjusted for row in rows)),
        ("kept from earlier", sum(row.kept for row in rows)),
    ):
        if number:
            yield Tile(str(number), label)
    for group in _attention(rows):
        yield Tile(str(len(group.rows)), group.title.lower(), group.anchor)


def _item(item: Item) -> ItemView:
    passed = share(item.passed, item.seen)
    value = item.discrimination() if item.ran >= TOO_FEW else None
    return ItemView(
        item=item,
        bar=shares(item.passed, item.failed, item.not_checked),
        passed_percent=percent_words(passed),
        passed_value=f"{passed:.2f}",
        difficulty=item.difficulty(),
        right_value=f"{share(item.passed, item.ran):.2f}" if item.ran >= TOO_FEW else "",
        discrimination="" if value is None else f"{value:.2f}",
        discrimination_word=item.discrimination_word(),
        points=written(item.check.max_score),
    )


def _mistakes(counts: Counts, register: _Register, graded: int) -> Iterator[MistakeView]:
    titles = {item.check.id: item.check.title for item in counts.items}
    order = {check: number for number, check in enumerate(titles)}
    most = max((mistake.students for mistake in counts.mistakes), default=0)
    for number, mistake in enumerate(counts.mistakes, 1):
        checks = sorted(mistake.checks, key=lambda check: (order.get(check, len(order)), check))
        yield MistakeView(
            code=mistake.code,
            title=mistake.title,
            anchor=f"mistake-{number}",
            students=mistake.students,
            percent=percent_words(share(mistake.students, graded)),
            bar=shares(0, mistake.students, most - mistake.students),
            checks=tuple(titles.get(check, check) for check in checks),
            variants=tuple(_variants(mistake.ranked(), register)),
        )


def _variants(ranked: Sequence[Variant], register: _Register) -> Iterator[VariantView]:
    for variant in ranked[:VARIANTS_SHOWN]:
        yield VariantView(variant.example, variant.differs, register.people(variant.students))
    rest = [position for variant in ranked[VARIANTS_SHOWN:] for position in variant.students]
    if rest:
        yield VariantView("", is_one_of_many=True, people=register.people(rest))


def _attention(rows: Sequence[ClassRow]) -> Iterator[Attention]:
    """The groups that have somebody in them, what is urgent first."""
    for anchor, title, advice, belongs in _ATTENTION:
        found = tuple(row for row in rows if belongs(row))
        if found:
            yield Attention(anchor, title, advice, found)


def _durations(ordered: Sequence[Entry]) -> Durations | None:
    known = [(entry.duration_s, entry.row) for entry in ordered if entry.duration_s is not None]
    if not known:
        return None
    longest, row = max(known, key=lambda pair: pair[0])
    usual = median(duration for duration, _ in known)
    return Durations(seconds(usual), seconds(longest), row)


def _timing(item: Item, register: _Register) -> TimingView:
    return TimingView(
        title=item.check.title,
        usual=seconds(item.usual_s),
        usual_value=f"{item.usual_s:.4f}",
        longest=seconds(item.longest_s),
        longest_value=f"{item.longest_s:.4f}",
        timeouts=register.people(item.over[Verdict.TIMEOUT]),
        limits=register.people(item.over[Verdict.LIMIT]),
    )


def _student(entry: Entry) -> StudentView:
    row = entry.row
    tags = [row.status]
    tags += [tag for tag, holds in (("late", row.late is True), ("adjusted", row.adjusted)) if holds]
    tags += [] if row.in_roster else ["unmatched"]
    return StudentView(
        row=row,
        mistake=entry.mistake,
        tags=" ".join(tags),
        score_value="" if row.score is None else f"{row.score:f}",
        percent_value="" if row.percent is None else f"{row.percent:f}",
        late={True: "late", False: "on time", None: NOTHING}[row.late],
        attempt=NOTHING if row.attempt is None else str(row.attempt),
        attempt_value="" if row.attempt is None else str(row.attempt),
    )
