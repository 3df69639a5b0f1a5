"""The course as a student sees it: the exercises in order, and how far the student is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.table import Table

from grader.catalog import Catalogue
from grader.cli.finding import catalogue
from grader.cli.marker import Started, started_in, workplace
from grader.course import next_open, waits_for
from grader.exercise import Exercise
from grader.settings import Settings
from grader.showing import printable

HEADINGS = ("id", "title", "points", "so far")


@dataclass(frozen=True)
class Way:
    """The course and one student's way through it."""

    path: Sequence[Exercise]
    workplace: Path
    """the folder in which the student's folders lie side by side"""
    started: Mapping[str, Started]

    @classmethod
    def read(cls) -> Way:
        """From the catalogue and the folders around the current one.

        Raises:
            ExerciseInvalid: an exercise has defects.
        """
        known: Catalogue = catalogue(Settings.read())
        place = workplace(Path())
        return cls(known.course(), place, started_in(place))

    @property
    def done(self) -> frozenset[str]:
        """Ids of the exercises that passed."""
        return frozenset(name for name, started in self.started.items() if started.done)

    @property
    def next(self) -> Exercise | None:
        """What comes next, also where it was begun already."""
        return next_open(self.path, self.done)

    def table(self) -> Table:
        """One line for each exercise, under the headings of the chapters."""
        table = Table(box=None, pad_edge=False)
        for heading in HEADINGS:
            table.add_column(heading, justify="right" if heading == "points" else "left")
        for chapter, exercises in groupby(self.path, key=lambda exercise: exercise.chapter):
            if chapter:
                table.add_row()
                table.add_row(printable(chapter), style="bold")
            for exercise in exercises:
                table.add_row(*self._cells(exercise))
        return table

    def _cells(self, exercise: Exercise) -> Iterator[str]:
        points = sum(planned.check.points for planned in exercise.plan if not planned.check.extra_credit)
        yield exercise.id
        yield printable(exercise.title)
        yield f"{points:f}"
        yield self._so_far(exercise)

    def _so_far(self, exercise: Exercise) -> str:
        if exercise.id in self.done:
            return "done"
        if exercise.id in self.started:
            return "started"
        missing = waits_for(exercise, self.done)
        if missing:
            return f"after {', '.join(missing)}"
        return "next" if exercise is self.next else "open"

    def advice(self) -> str:
        """What to do now."""
        if self.next is None:
            return f"All {len(self.path)} exercises are done."
        if self.next.id in self.started:
            folder = os.path.relpath(self.started[self.next.id].folder)
            return f"{self.next.id} is started: work in {printable(folder)}, then run `grade check` there."
        return f"`grade next` starts {self.next.id}."
