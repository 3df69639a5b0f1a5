"""Which exercise a folder is an answer to: by option, by the marker file, or by the folder's name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.catalog import Catalogue, builtin_folder
from grader.cli.marker import is_marked, read_marker
from grader.errors import UsageError
from grader.exercise import Exercise
from grader.settings import Settings


@dataclass(frozen=True)
class Task:
    """What to grade, against what."""

    submission: Path
    exercise: Exercise


def catalogue(settings: Settings) -> Catalogue:
    """The person's own exercise folders first, then those that come with the package."""
    return Catalogue((*settings.exercise_folders, builtin_folder()))


def find_task(path: Path | None, exercise: str | None, settings: Settings) -> Task:
    """Find exercise and submission.

    Without `path` the current folder is meant, or the nearest folder above it that has a marker file.

    Raises:
        UsageError: no such path, no such exercise, or nothing says which one is meant.
    """
    known = catalogue(settings)
    place = path or Path()
    if not place.exists():
        raise UsageError(f"There is no {place}.", "Name the folder or archive with your answer.")
    if exercise:
        return Task(place, known.load(exercise))
    folder = place.resolve()
    marked = [f for f in ((folder, *folder.parents) if path is None else (folder,)) if is_marked(f)]
    if marked:
        return Task(marked[0] if path is None else place, known.load(read_marker(marked[0]).exercise))
    return Task(place, known.load(_named_exercise(folder, known)))


def _named_exercise(folder: Path, known: Catalogue) -> str:
    name = folder.name.split(".")[0] if folder.is_file() else folder.name
    if name in known.ids():
        return name
    close = get_close_matches(name.casefold().replace("_", "-"), known.ids(), n=1, cutoff=0.6)
    hint = f"Did you mean -e {close[0]}? " if close else ""
    raise UsageError(
        f"Nothing says which exercise {folder.name or folder} is an answer to.",
        f"{hint}Name the exercise with -e; `grade list` shows all.",
    )
