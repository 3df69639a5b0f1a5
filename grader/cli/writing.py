"""The results of `grade batch`: which rows count, the files made from them, and what later commands need to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from grader.cli.keeping import with_earlier
from grader.cli.memo import Memo, remember
from grader.cli.wishes import BatchWishes
from grader.exercise import Exercise
from grader.handin import Handins
from grader.ledger import Run
from grader.lms import Attempts
from grader.policy import Policy
from grader.reports.files import ClassResults, best_attempts, write_files
from grader.store import Store


def write_results(
    store: Store, run: Run, exercise: Exercise, policy: Policy, handins: Handins, wishes: BatchWishes
) -> None:
    """Write all files of a run.

    Raises:
        GraderFault: they cannot be written; what was graded is kept.
    """
    results = _results(store, run, exercise, policy, handins, wishes)
    write_files(results, wishes.run)
    remember(wishes.run, _memo(results, handins, wishes))


def _results(
    store: Store, run: Run, exercise: Exercise, policy: Policy, handins: Handins, wishes: BatchWishes
) -> ClassResults:
    """What the files are made from: the rows of the class as it is now; of several attempts the one that counts."""
    people = handins.by_attempt
    expected = people.keys() | {(person.student, 1) for person in handins.missing}
    rows = tuple(row for row in store.rows(run.id) if (row.student, row.attempt) in expected)
    results = ClassResults(store, run, exercise, policy, rows, people, {}, handins.notes, datetime.now(UTC))
    if wishes.attempt == Attempts.BEST:
        results = replace(results, rows=best_attempts(results))
    return with_earlier(results, store) if wishes.keep_better else results


def _memo(results: ClassResults, handins: Handins, wishes: BatchWishes) -> Memo:
    return Memo(
        run=results.run.id,
        exercise=str(results.exercise.folder),
        layout=wishes.layout,
        roster=str(wishes.roster.resolve()) if wishes.roster else None,
        policy=results.policy,
        rows=[(row.student, row.attempt) for row in results.rows],
        addresses={person.student: person.address for person in handins.people if person.address},
        ids={person.student: dict(person.ids) for person in handins.people if person.ids},
        keep_better=wishes.keep_better,
        made_at=results.now,
    )
