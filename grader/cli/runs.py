"""Opening a run folder again: the store, and what the files of the last batch were made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from grader.catalog import Catalogue
from grader.cli.keeping import counts_best, rows_that_may_count, with_earlier
from grader.cli.memo import MEMO, STORE, Memo, read_memo
from grader.errors import UsageError
from grader.ledger import Row, Run
from grader.reports.files import ClassResults, best_attempts
from grader.settings import Settings
from grader.store import Store


@dataclass(frozen=True)
class RunFolder:
    """An opened run folder."""

    path: Path
    store: Store
    memo: Memo

    def run(self, number: int | None = None) -> Run:
        """The run of that number; without one the last."""
        return self.store.run(number if number is not None else self.memo.run)

    def is_out_of_date(self, now: datetime) -> bool:
        """Whether more counts by now than did when the files were made."""
        due = self.memo.policy.due_at()
        return self.memo.policy.drop_hidden_until_due and due is not None and self.memo.made_at < due <= now

    def results(self, number: int | None = None) -> ClassResults:
        """What the files of the last batch were made from, without the hand-ins themselves.

        With the number of an earlier run: what counted there, under the policy of the last one.
        """
        from grader.cli.finding import catalogue

        known: Catalogue = catalogue(Settings.read())
        exercise = known.load(self.memo.exercise)
        run = self.run(number)
        results = ClassResults(
            grades=self.store,
            run=run,
            exercise=replace(exercise, version=run.exercise_version),
            policy=self.memo.policy,
            rows=self._rows_of_files() if run.id == self.memo.run else rows_that_may_count(run, self.store),
            handins={},
            earlier={},
            notes=(),
            now=self.memo.made_at,
        )
        if run.id != self.memo.run:
            return replace(results, rows=best_attempts(results)) if counts_best(run) else results
        return with_earlier(results, self.store) if self.memo.keep_better else results

    def _rows_of_files(self) -> tuple[Row, ...]:
        rows = {(row.student, row.attempt): row for row in self.store.rows(self.memo.run)}
        return tuple(rows[label] for label in dict.fromkeys(self.memo.rows) if label in rows)


@contextmanager
def opened(folder: Path) -> Iterator[RunFolder]:
    """Open the folder of a finished batch.

    Raises:
        UsageError: there is no run, or its memo cannot be read.
    """
    if not (folder / STORE).is_file():
        raise UsageError(f"{folder} is no run folder.", "Name the folder that `grade batch -o` wrote to.")
    if not (folder / MEMO).is_file():
        raise UsageError(f"The batch in {folder} is not finished.", "Run the same `grade batch` again to go on.")
    memo = read_memo(folder)
    with Store.open(folder / STORE) as store:
        yield RunFolder(folder, store, memo)
