"""The marker file in a student's folder: to which exercise it belongs, and whether an answer in it has passed.

`grade start` and handouts write it, `grade check` adds the moment when all checks that a student sees passed for the
first time. So what was done is known from the student's own folders and from nowhere else: whoever deletes a folder
deletes what is known about it. Intake leaves the file out of every submission.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.errors import UsageError
from grader.intake.noise import MARKER


@dataclass(frozen=True)
class Started:
    """A folder in which an exercise was begun."""

    folder: Path
    exercise: str
    done: bool
    """all checks that a student sees have passed there once"""


def mark(folder: Path, exercise: str) -> None:
    """Write the marker of a folder that nobody has worked in.

    Raises:
        OSError: the folder cannot be written to.
    """
    (folder / MARKER).write_text(f'exercise = "{exercise}"\n', encoding="utf-8")


def is_marked(folder: Path) -> bool:
    """Whether a marker lies in the folder."""
    return (folder / MARKER).is_file()


def read_marker(folder: Path) -> Started:
    """What the marker in a folder says.

    Raises:
        UsageError: it does not say which exercise it belongs to.
    """
    try:
        content = tomllib.loads((folder / MARKER).read_text(encoding="utf-8"))
        return Started(folder, str(content["exercise"]), done="passed" in content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{folder / MARKER} does not say which exercise this is.", "Name it with -e.") from error


def note_passed(folder: Path, exercise: str, when: datetime) -> None:
    """Remember that an answer passed, where the folder belongs to the exercise and nothing is remembered yet.

    A folder that cannot be written to means that `grade list` does not know of it, no more.
    """
    with suppress(UsageError, OSError):
        found = read_marker(folder)
        if found.exercise == exercise and not found.done:
            with (folder / MARKER).open("a", encoding="utf-8") as file:
                file.write(f"\npassed = {when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n")


def workplace(place: Path) -> Path:
    """Where a student's folders lie side by side: around the marked folder that `place` is in, else `place` itself."""
    folder = place.resolve()
    marked = next((each for each in (folder, *folder.parents) if is_marked(each)), None)
    return marked.parent if marked else folder


def started_in(place: Path) -> Mapping[str, Started]:
    """The exercises begun in the folders of a workplace; of two folders for one exercise the one that is done."""
    found: dict[str, Started] = {}
    for marker in sorted(place.glob(f"*/{MARKER}")):
        with suppress(UsageError):
            started = read_marker(marker.parent)
            if started.exercise not in found or not found[started.exercise].done:
                found[started.exercise] = started
    return found
