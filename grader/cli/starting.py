"""Laying out an exercise's starter files for a student."""

from __future__ import annotations

import tempfile
from pathlib import Path

from grader.cli.marker import mark
from grader.errors import UsageError
from grader.exercise import Exercise
from grader.intake.noise import MARKER


def start_exercise(exercise: Exercise, target: Path) -> tuple[Path, ...]:
    """Write starter files and the marker file; nothing that exists is overwritten.

    Raises:
        UsageError: a file is there already, or the folder cannot be written.
    """
    starter = exercise.folder / "starter"
    sources = {
        p.relative_to(starter): p for p in sorted(starter.rglob("*")) if p.is_file() and "__pycache__" not in p.parts
    }
    taken = [name for name in (*sources, Path(MARKER)) if (target / name).exists()]
    if taken:
        raise UsageError(f"{target / taken[0]} is there already.", "Name another folder: grade start EXERCISE FOLDER.")
    try:
        for name, source in sources.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(source.read_bytes())
        target.mkdir(parents=True, exist_ok=True)
        mark(target, exercise.id)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.", "Choose another folder.") from error
    return tuple(target / name for name in sources)


def started_files(exercise: Exercise) -> dict[str, bytes]:
    """All that `grade start` puts into a folder, the marker file too."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / exercise.id
        start_exercise(exercise, place)
        files = sorted(path for path in place.rglob("*") if path.is_file())
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}
