"""`--keep-better`: the best that earlier runs in the same folder gave to each student.

Why it is so: the reports of those runs are scored by the policy of now, so that what the teacher has changed about time
and points holds for every grading alike; and they are compared by their share of the points, because another version
of the exercise may give more or fewer. The best of all runs is also the best of what was kept in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.ledger import Row, Run, last_attempts
from grader.lms import Attempts
from grader.reports.files import ClassResults, graded_rows
from grader.score import FinalScore
from grader.store import Store


def with_earlier(results: ClassResults, store: Store) -> ClassResults:
    """The same results with the best of all runs before this one."""
    return replace(results, earlier=_best_before(results, store))


def _best_before(results: ClassResults, store: Store) -> Mapping[str, FinalScore]:
    best: dict[str, FinalScore] = {}
    for graded in graded_rows(replace(results, rows=_rows_before(results.run, store), earlier={})):
        student, found = graded.row.student, graded.final
        if found and (student not in best or found.share > best[student].share):
            best[student] = found
    return best


def _rows_before(run: Run, store: Store) -> tuple[Row, ...]:
    """The rows that counted, or may have. What is the same in many runs is there once."""
    found: dict[Row, None] = {}
    for before in store.runs():
        if before.id < run.id and before.exercise_id == run.exercise_id:
            found.update(dict.fromkeys(rows_that_may_count(before, store)))
    return tuple(found)


def rows_that_may_count(run: Run, store: Store) -> tuple[Row, ...]:
    """Each student's last attempt; where the best one counts, all of them."""
    rows = store.rows(run.id)
    return rows if counts_best(run) else tuple(last_attempts(rows).values())


def counts_best(run: Run) -> bool:
    """Whether of several attempts the best one counts."""
    return run.settings.get("attempt") == Attempts.BEST
