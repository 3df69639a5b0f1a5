"""Reading the submissions of a run again, from the source that it was graded from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from grader.cli.runs import RunFolder
from grader.errors import SubmissionRejected
from grader.exercise import Exercise
from grader.lms import Attempts, read_class, read_roster
from grader.submission import read_submission


def answers(folder: RunFolder) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """(student, path -> content) of every submission that was not refused; a team's once.

    Raises:
        UsageError: the source is gone.
    """
    memo = folder.memo
    roster = read_roster(Path(memo.roster)) if memo.roster else None
    handins = read_class(Path(folder.run().source), memo.layout, roster, Attempts.LATEST)
    asked = folder.results().exercise.asked_names
    seen: set[int] = set()
    for handin in handins.handins:
        if id(handin.origin) in seen:
            continue
        seen.add(id(handin.origin))
        with suppress(SubmissionRejected):
            yield handin.student, handin.origin.read(asked).files


def starter(exercise: Exercise) -> Mapping[str, bytes]:
    """The files that everyone was given."""
    folder = exercise.folder / "starter"
    with suppress(SubmissionRejected):
        return read_submission(folder).files if folder.is_dir() else {}
    return {}
