"""Counts a class for the teacher's page. Keeps counts and one small row for each student, never a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from grader.report import Report
from grader.reports.pages.class_page import class_page
from grader.reports.pages.items import Item
from grader.reports.pages.mistakes import Mistakes
from grader.reports.pages.rows import ClassCheck, ClassRow
from grader.reports.pages.views import Counts, Entry
from grader.score import total


class Tally:
    """A class as it is counted. Students may come in any order: the page is the same."""

    def __init__(self, exercise_id: str, title: str, checks: Sequence[tuple[str, str, str, Decimal, str]]) -> None:
        """`checks`: id, title, kind, points and visibility of each, in the exercise's order (ClassCheck)."""
        self._exercise_id = exercise_id
        self._title = title
        self._items = {check[0]: Item(ClassCheck(*check)) for check in checks}
        self._mistakes = Mistakes()
        self._entries: list[Entry] = []

    def add(self, row: ClassRow, report: Report | None) -> None:
        """Count one student. The report is looked at for graded rows only, and not kept."""
        position = len(self._entries)
        score = total(report.results) if report and row.is_graded else None
        if report is None or score is None:
            self._entries.append(Entry(row))
            return
        for result in report.results:
            if item := self._items.get(result.id):
                item.add(result, score.points, position)
        first = self._mistakes.add(report, position)
        self._entries.append(Entry(row, first, report.duration_s))

    def page(self, notes: tuple[str, ...], run_facts: Mapping[str, str]) -> Iterator[str]:
        """The teacher's page, piece by piece.

        `notes` are sentences about the source, `run_facts` label -> text about the run.
        """
        counts = Counts(self._title, self._exercise_id, self._entries, [*self._items.values()], self._mistakes.ranked())
        return class_page(counts, notes, run_facts)
