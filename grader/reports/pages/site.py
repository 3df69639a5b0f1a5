"""A course as a small static site: one page with all exercises, and one page for each of them.

Decisions: what `grade start` and `grade show` give is all that there is; nothing hidden, no hints, no solutions. The
pages hold everything that they need and link to each other by plain file names, so that they work from a folder, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from grader.authoring import ToldCheck, file_tree, hidden_count, told_checks
from grader.exercise import Exercise
from grader.reports.pages.markdown import html_of
from grader.reports.pages.rendering import render
from grader.reports.pages.rows import counted
from grader.score import written
from grader.showing import printable_lines

INDEX = "index.html"


@dataclass(frozen=True)
class Entry:
    """An exercise in a list: `page` is the name of its page."""

    id: str
    title: str
    page: str
    topics: str
    points: str


@dataclass(frozen=True)
class Chapter:
    """Exercises under one heading, "" for none. `first` is the number of the first of them in the course."""

    title: str
    first: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class IndexView:
    """The page with all exercises."""

    title: str
    count: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class ExerciseView:
    """The page of one exercise. `before` and `after` are its neighbours, None at the ends."""

    course: str
    index: str
    entry: Entry
    statement: Markup
    tree: Markup
    checks: tuple[ToldCheck, ...]
    hidden: str
    before: Entry | None
    after: Entry | None


def site(exercises: Sequence[Exercise], title: str) -> Iterator[tuple[str, str]]:
    """(file name, page) of the whole site, the exercises in the given order."""
    entries = tuple(_entry(exercise) for exercise in exercises)
    chapters = tuple(_chapters(exercises, entries))
    yield INDEX, render("site_index.html.j2", IndexView(title, counted(len(entries), "exercise"), chapters))
    for number, exercise in enumerate(exercises):
        before = entries[number - 1] if number else None
        after = entries[number + 1] if number + 1 < len(entries) else None
        view = _view(exercise, entries[number], title, before, after)
        yield entries[number].page, render("site_exercise.html.j2", view)


def _chapters(exercises: Sequence[Exercise], entries: Sequence[Entry]) -> Iterator[Chapter]:
    numbered = enumerate(zip(exercises, entries, strict=True), start=1)
    for title, group in groupby(numbered, key=lambda item: item[1][0].chapter):
        members = list(group)
        yield Chapter(title, members[0][0], tuple(entry for _, (_, entry) in members))


def _entry(exercise: Exercise) -> Entry:
    points = sum((each.check.points for each in exercise.plan if not each.check.extra_credit), Decimal(0))
    return Entry(exercise.id, exercise.title, f"{exercise.id}.html", ", ".join(exercise.topics), written(points))


def _view(exercise: Exercise, entry: Entry, course: str, before: Entry | None, after: Entry | None) -> ExerciseView:
    hidden = hidden_count(exercise)
    return ExerciseView(
        course=course,
        index=INDEX,
        entry=entry,
        statement=html_of(_without_title(_statement(exercise))),
        tree=Markup("\n").join(printable_lines(file_tree(exercise))),
        checks=told_checks(exercise),
        hidden=counted(hidden, "hidden check") if hidden else "",
        before=before,
        after=after,
    )


def _statement(exercise: Exercise) -> str:
    path = exercise.folder / "statement.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _without_title(text: str) -> str:
    """The page has the exercise's title already."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.startswith("# ") else text
