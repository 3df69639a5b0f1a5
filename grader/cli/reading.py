"""Reading the submissions of a run again, from the source that it was graded from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from grader.cli.runs import RunFolder
from grader.errors import SubmissionRejected
from grader.exercise import Exercise
from grader.handin import Handins
from grader.lms import Attempts, read_class, read_roster
from grader.submission import Submission, read_submission


def class_again(folder: RunFolder) -> Handins:
    """The class as its source is now, read as the last batch read it.

    Raises:
        UsageError: the source is gone.
    """
    memo = folder.memo
    roster = read_roster(Path(memo.roster)) if memo.roster else None
    run = folder.run()
    return read_class(Path(run.source), memo.layout, roster, Attempts(run.settings["attempt"]), memo.policy.late_from())


def last_answers(handins: Handins, asked: frozenset[str]) -> Iterator[tuple[str, Submission]]:
    """(student, submission) of every last attempt that was not refused; a team's once."""
    last = {handin.student: handin for handin in sorted(handins.handins, key=lambda handin: handin.attempt)}
    seen: set[int] = set()
    for handin in last.values():
        if id(handin.origin) in seen:
            continue
        seen.add(id(handin.origin))
        with suppress(SubmissionRejected):
            yield handin.student, handin.origin.read(asked)


def starter(exercise: Exercise) -> Mapping[str, bytes]:
    """The files that everyone was given."""
    folder = exercise.folder / "starter"
    with suppress(SubmissionRejected):
        return read_submission(folder).files if folder.is_dir() else {}
    return {}
